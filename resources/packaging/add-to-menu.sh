#!/bin/sh
# Puts the program of this folder into your applications menu; `add-to-menu.sh --remove` takes it out again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/retrieval-explorer.desktop
icon=$data/icons/hicolor/scalable/apps/retrieval-explorer.svg
if [ "${1:-}" = --remove ]; then
  rm -f "$entry" "$icon"
  exit
fi
mkdir -p "$(dirname "$entry")" "$(dirname "$icon")"
cp "$here/retrieval-explorer.svg" "$icon"
sed "s|^Exec=.*|Exec=\"$here/retrieval-explorer\" %f|" "$here/retrieval-explorer.desktop" >"$entry"
echo "Retrieval Explorer is in your applications menu."
