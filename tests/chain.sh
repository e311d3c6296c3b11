#!/bin/sh
# The main job by commands alone: one report from the field to a signed release.
# Usage: chain.sh DIR   (DIR is made anew as a demonstration; `comens` is on the PATH)
set -eu
demo=${1:?usage: chain.sh DIR}

say() { printf '\n# %s\n' "$*"; }
run() {
    printf '$ comens'
    printf ' %s' "$@"
    printf '\n'
    comens --workspace "$demo" "$@"
}
# The value of a key in the first object of a JSON answer.
first() { sed -n "s/^ *\"$1\": \"\(.*\)\",*\$/\1/p" | head -n 1; }
act() { comens --workspace "$demo" --format json "$@" | first record; }
red() { ! run "$@"; }

comens demo "$demo" --no-open
document=corpus/referentials/REF-TLC.md

say "What waits for the secretary"
run status

say "A report from the field is found admissible"
report=$(comens --workspace "$demo" report list --state received --search "refus motif" \
    --format json | first id)
run report show "$report"
run report triage "$report" admissible --severity 2

say "It becomes a proposal, whose text is a copy of the corpus with one more piece of evidence"
proposal=$(act proposal new --from-report "$report" --path "$document" \
    --title "Montrer le motif d'un refus à l'usager")
awk '{ print } /^level: recommended/ { seen = 1 }
     seen && !done && /^evidence:/ { print "  - \"Capture d'\''écran du motif affiché\""; done = 1 }' \
    "$demo/$document" |
    comens --workspace "$demo" proposal edit "$proposal" --file "$document=-"
run redline "$proposal"

say "It is submitted, screened, instructed, rated, and placed in the work programme"
run proposal submit "$proposal"
run proposal screen "$proposal" --nature substantive
run proposal instruct "$proposal"
run proposal rate "$proposal" --harm autonomy=3 --harm beneficence=2 --reach 2 \
    --corroboration 2 --confidence 0.8 --effort S
run proposal prioritise "$proposal"
run priority explain "$proposal"

say "Today's meeting: attendance, the minutes, and a roll call on the proposal"
meeting=$(comens --workspace "$demo" meeting list --state convened --format json | first id)
run meeting plan "$meeting" --proposal "$proposal"
run meeting attend "$meeting" --open \
    --present aubepine,galet,rivesable,verglas,feuillard,brindille,lanterne,beletoile,clairbois \
    --video verveine,bruyere,pommeraie --excused corail --proxy corail:pommeraie
run meeting vote "$meeting" --item 1 --open
run meeting decide "$meeting" --item 1 --for 12
run meeting vote "$meeting" --item 2 --open
run meeting decide "$meeting" --item 2 --for 11 --abstain 1
run meeting vote "$meeting" --item 3 --open
run meeting vote "$meeting" --item 3 aubepine=for galet=for rivesable=for verglas=for \
    feuillard=for brindille=for lanterne=for beletoile=for verveine=for bruyere=abstain \
    pommeraie=against corail=abstain
run meeting decide "$meeting" --item 3 --opinion "pommeraie:Le coût n'est pas évalué."
run meeting attend "$meeting" --close
run meeting minutes "$meeting"
run meeting minutes "$meeting" --approve 11 0 1

say "The corpus has changed, by that decision and no other way"
run log "$proposal"
grep -n "Capture d'écran du motif affiché" "$demo/$document"

say "The gate is red; its last reason is mended"
red release plan
consultation=$(comens --workspace "$demo" release plan --format json | first record)
run consultation dispose "$consultation" 6 deferred \
    --reason "Le repérage visuel est renvoyé au guide."
run check
run release plan

say "The release is signed, and proven"
run release tag
if command -v ssh-keygen > /dev/null; then
    run release verify
    tag=$(git -C "$demo" tag --list 'cens-v*' --sort=-version:refname | head -n 1)
    git -C "$demo" verify-tag "$tag"
fi
git -C "$demo" fsck --no-progress

printf '\nOpen the app on it: comens --workspace %s\n' "$demo"
