#!/bin/sh
# From an empty workspace to a printed work programme, by commands alone.
# Usage: programme.sh DIR   (DIR is made anew; `comens` is on the PATH; git knows somebody)
set -eu
top=${1:?usage: programme.sh DIR}
mkdir "$top"
space=$top/comite
year=$(TZ=Europe/Paris date +%Y)

say() { printf '\n# %s\n' "$*"; }
run() {
    printf '$ comens'
    printf ' %s' "$@"
    printf '\n'
    comens --workspace "$space" "$@"
}
# The id of the record that an act made.
act() {
    comens --workspace "$space" --format json "$@" |
        sed -n 's/^ *"record": "\(.*\)",*$/\1/p' | head -n 1
}
# Who sits at the desk: each member has a clone of their own; here they take turns at one.
sit() { git -C "$space" config user.email "$1@example.org"; }

say "An empty workspace, and a committee of five"
comens init "$space"
founder=$(git -C "$space" config user.email)
run member group GT1 --name "Téléconsultation" --capacity 20
for name in Aubin Brune Celia Denis; do
    run member add "$name Martin" "$name@example.org" --groups GT1
done

say "Reports come as a table, each row seen first"
cat > "$top/signalements.csv" << 'END'
N° ticket;Objet;Faits;Reçu le;Niveau
T-1;Refus sans motif;Le service écarte la demande sans dire pourquoi.;12/01/2025;3
T-2;Motif introuvable;Le motif est au bas d'une page que personne n'ouvre.;19/01/2025;2
T-3;Délai non annoncé;L'attente en salle virtuelle dépasse une heure.;02/02/2025;
T-4;Ligne mal formée;trop;de;cellules;ici
END
cat > "$top/plateforme.yaml" << 'END'
schema: 1
kind: report
columns:
  external_ref: "N° ticket"
  title: "Objet"
  description: "Faits"
  received: "Reçu le"
  severity: "Niveau"
constants:
  type: other
END
! run report import "$top/signalements.csv" --map "$top/plateforme.yaml"
say "Importing again creates nothing new"
! run report import "$top/signalements.csv" --map "$top/plateforme.yaml"

say "Triage: one is admissible, another repeats it"
run report triage "EV-$year-0001" admissible
run report merge "EV-$year-0002" "EV-$year-0001"

say "Three proposals: from a report, from a folder, from a template"
document=corpus/referentials/REF-TLC.md
first=$(act proposal new --template document --path "$document" --group GT1 \
    --from-report "EV-$year-0001" --title "Motiver tout refus")
mkdir "$top/rendu"
cat > "$top/rendu/guide du GT1.md" << 'END'
---
schema: 1
id: GUI-TLC
kind: guide
title: "Guide de la salle d'attente virtuelle"
status: draft
version: "0.1.0"
legal: {state: non_binding}
audiences: [professionals]
owner: GT1
---

# Guide de la salle d'attente virtuelle

Annoncer le temps d'attente, et dire quand il change.
END
run proposal new --from-folder "$top/rendu" --dry-run
second=$(act proposal new --from-folder "$top/rendu" --group GT1 \
    --title "Annoncer l'attente" --motive "Les patients quittent la salle sans être vus.")
third=$(act proposal new --template document --path corpus/tools/OUT-TLC.md --group GT1 \
    --title "Une grille pour les éditeurs")

say "Submitted, screened, instructed"
run proposal submit "$first" "$second" "$third"
run proposal screen "$first" "$second" "$third" --nature substantive
run proposal instruct "$first" "$second" "$third"

say "Five raters, each blind to the others until their own is in"
rate() {
    comens --workspace "$space" proposal rate "$1" --harm "autonomy=$2" --reach "$3" \
        --corroboration 2 --confidence 0.8 --effort "$4"
}
sit Aubin && rate "$first" 3 3 S && rate "$second" 2 2 M
sit Brune && rate "$first" 4 3 S && rate "$second" 2 3 M
sit Celia && rate "$first" 3 2 S && rate "$third" 2 1 L
sit Denis && rate "$first" 3 3 M
git -C "$space" config user.email "$founder"
rate "$first" 3 3 S && rate "$second" 2 2 S && rate "$third" 1 2 L
run priority explain "$first"

say "The ranking makes a programme of what the group can give"
run priority plan --cycle "$year-S2"
run priority programme "$year-S2" --format markdown -o "$top/programme.md"
run priority programme "$year-S2" --format csv -o "$top/programme.csv"
cat "$top/programme.md"
run check
git -C "$space" fsck --no-progress
