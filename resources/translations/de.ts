<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>explorer</name>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Everything stays on this computer: no network connection, no telemetry; your files are only read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>not stated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Version {version} · Python {python} · Qt {qt} · {platform}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>About Retrieval Explorer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Copy versions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Components and their licences</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Compares how retrieval methods rank an image collection, side by side, and shows why.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Component</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Version</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Edit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Query</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Cu&amp;rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Eva&amp;luation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;View</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Previous image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Next image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>First image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Last image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Zoom in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Zoom out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Fit to the window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>100 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>One pixel of the image on one pixel of the screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the picture left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the picture right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the picture up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the picture down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Compare side by side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>With the query, one zoom for both</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Swap the two sides</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Facts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>File, label, rank and score in each column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Back to the list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Also: Space</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open &amp;folder…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open a folder of images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open f&amp;eatures…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open a file of features (.npz, .npy)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open the &amp;demo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open the demo collection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Read the collection &amp;again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Look for new, changed and missing images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Close collection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Save session…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Columns, query, filters and all else on the screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>O&amp;pen session…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show again what was on the screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Se&amp;ttings…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Appearance, first columns, caches, threads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Quit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Take back the last tag, note, mark or other change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Redo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Do again what was undone last</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Open image…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search with image files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Paste image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search with the image or file on the clipboard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The query before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Forward</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The query after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Recent queries…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>All queries of this session, with their images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Search for this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Also: Enter or double-click</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Add to the query</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for this image too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Less like this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search away from this image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for a re&amp;gion…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for a part of this image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Wh&amp;y is it here?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>What brings this image to its place in the column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Take &amp;out of the graph</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Rank as if this image were not there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show the image as large as the window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Compare with the query</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Side by side, one zoom for both</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Compare the t&amp;wo selected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Reveal in the file manager</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open the folder of the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy &amp;image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy the picture and its file to the clipboard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy &amp;path</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy the full path of the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Save lis&amp;t…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Save the selected images, or all listed, as a table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Add column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Compare with one more method</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Duplicate column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Put a copy at its right, to vary it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Remove column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Remove the column last used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Parameters of the column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show or hide its sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Make it the refere&amp;nce</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Tell changes of rank against this column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move &amp;left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the column to the left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move ri&amp;ght</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the column to the right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy as &amp;command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The command line that makes this list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy as P&amp;ython</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The Python program that makes this list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Save ranking as CSV…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The list of this column as a table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add column from a r&amp;un…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>A ranking that another program made</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add encoder from &amp;file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>An ONNX or TorchScript network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add encoder from f&amp;older…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>A folder of Hugging Face</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Mark as &amp;right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>This result is what the query asks for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Mark as &amp;wrong</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>This result is not what the query asks for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Column from &amp;marks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The same method, its query moved by the marks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Tags…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Words by which these images can be found again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Note…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>A text about this image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Correct the label…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Lists are judged by the right one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Show tagged images…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show and search the images of a tag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Near-&amp;duplicates…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Review images that are nearly the same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy &amp;files to a folder…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The originals stay as they are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>C&amp;hanges…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>All that was added, to be undone and done again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Evaluate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Measure the methods that the page of evaluations names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Stop measuring; what was measured stays</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Open report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>A report that `evaluate --json` wrote anywhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Save report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>As a page, JSON, CSV or LaTeX</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add &amp;ranking from file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Measure another program's</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>All &amp;images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The whole collection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Results</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The columns of results</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Evaluation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>How good methods are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Fi&amp;lter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show and search only a part of the collection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Clear filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show and search the whole collection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Cap&amp;tions on tiles</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>In place of labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Full screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Use the whole screen, and back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Reset la&amp;yout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Put map, graph and jobs back in their places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Every command and its keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>User &amp;guide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Pages on the window, the methods and their formulas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show the &amp;log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open the folder of logs and crash reports</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;About Retrieval Explorer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move in a list of images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Arrow keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for the image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show it large</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>What can be done with it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Menu, Shift+F10</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Select several</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Shift+Arrow, Ctrl+Click</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>From one part of the window to the next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move over the map or the graph</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Zoom</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>To the next result, to the one before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for the image, show it large</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Encircle images on the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Shift+Drag, L</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Take that back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move an image of the graph and pin it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Drag, P</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show its neighbours in the graph too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Take it out of the graph, or cut the edge under the pointer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Let the layout place all images again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Save the graph</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Pictures on the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Tie neighbours that lie far apart on the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Radius of the Hamming ball: one bit less, one more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show and search the ball alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add a column with codes of another length</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>As the &amp;system</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open &amp;recent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show or hide the panel {panel}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Folder for {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>{title} are kept in the new folder now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>What could be dropped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Measuring…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Drop nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Moving {what} to {folder}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Dropping…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>What no collection needs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Open the folder of {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Drop {n} ({size})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Close {title} first: it is among the collections that are to be moved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Change…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Keep {what} in another folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Choose the folder in which {what} are kept, and move them there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Your own files are never touched; what is dropped is made again when it is needed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>There is nothing that could be dropped: everything kept belongs to a collection.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>User guide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>Find words in the guide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>Pages of the guide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>Page of the guide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>No page has these words.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>As the system</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>These settings are kept in {path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Appearance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Language</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Begin with the columns compared last</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>First columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Background work</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>All cores ({cores})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Threads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>On disk</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Thumbnails of a collection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>From the next start on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Methods separated by commas, such as cosine, gnn-rerank[k1=40].</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>For each process that works in the background, from the next job on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>The oldest are dropped beyond this, and made again when they are seen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Viewer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Lists of images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Map and graph</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Find a command or a key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Commands and their keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>No command has such a name or key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Panel {panel}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Theme: {theme}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Compare how retrieval methods rank your images, side by side, and see why.
Everything stays on this computer; your files are only read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Recent collections</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Drop a folder of images or a feature file here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Open folder…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Open features…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Try the demo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF · .npz with features and labels</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
