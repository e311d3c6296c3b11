#!/bin/sh
# A whole meeting by commands alone, from convocation to signed minutes: 15 members, 6 items,
# one more added in the room, and everything that can befall a sitting; then the next one, which
# lacks its quorum, is convened again and approves those minutes.
# Usage: meeting.sh DIR   (DIR is made anew; `comens` is on the PATH)
set -eu
top=${1:?usage: meeting.sh DIR}
mkdir "$top"
top=$(cd "$top" && pwd)
demo=$top/comite
papers=$top/convocation

say() { printf '\n# %s\n' "$*"; }
run() {
    printf '$ comens'
    printf ' %s' "$@"
    printf '\n'
    comens --workspace "$demo" "$@"
}
# The value of a key in the first object of a JSON answer.
first() { sed -n "s/^ *\"$1\": \"\(.*\)\",*$/\1/p" | head -n 1; }
act() { comens --workspace "$demo" --format json "$@" | first record; }
# What must be refused: the refusal is shown, and an acceptance ends the script.
red() { ! run "$@"; }
# A proposal on one document, in which a sed script changes a line.
propose() {
    path=corpus/$1
    change=$2
    shift 2
    sed "$change" "$demo/$path" > "$top/text.md"
    act proposal new --file "$path=$top/text.md" "$@"
}

say "A committee of fifteen voices"
comens demo "$demo" --no-open
run member add "Ondine Roseraie" roseraie@example.org --kind ex_officio --college administration
run member add "Basile Chenaie" chenaie@example.org --kind elected --college users
run member add "Irma Saulaie" saulaie@example.org --kind qualified --college qualified

say "Two proposals on substance wait for an agenda; three of form are made ready"
substance=P-2025-009
other_substance=P-2025-016
form=$(propose guides/GUI-FND.md 's/^Ce document présente/Le présent guide présente/' \
    --title "Alléger une phrase du guide" --motive "Relecture." --group GT2 --subjects SOL-04)
other_form=$(propose guides/GUI-EBD.md 's/^Une règle simple/Une simple règle/' \
    --title "Relire une phrase des recommandations" --motive "Relecture." --group GT3)
third_form=$(propose guides/GUI-SIA.md 's/^Ce guide/Le présent guide/' \
    --title "Relire la première phrase du guide" --motive "Relecture." --group GT3)
run proposal submit "$form" "$other_form" "$third_form"
run proposal screen "$form" "$other_form" "$third_form" --nature editorial

say "The agenda, the convocation, and its papers"
draft=$(comens --workspace "$demo" meeting list --state minuted --format json | first id)
today=$(TZ=Europe/Paris date +%Y-%m-%d)
meeting=$(act meeting plan --at "${today}T20:00" --place "Paris et visioconférence" \
    --add "$substance" --add "$other_substance" --add "$form" --add "$other_form" \
    --add "$third_form" --approve "$draft")
red meeting convene "$meeting"
run meeting convene "$meeting" --urgent "Saisine de la ministre" -o "$papers"
ls "$papers"

say "Arrivals, in the room and on video; a substitute; a mandate given and taken back"
room=aubepine,galet,rivesable,verglas,feuillard,brindille,lanterne,beletoile,pommeraie,basile-chenaie
run meeting attend "$meeting" --open --present "$room,clairbois,ondine-roseraie,irma-saulaie" --video verveine,bruyere \
    --excused corail --substitute "ondine-roseraie:service:Ivan Sorbier" --proxy corail:galet
run meeting attend "$meeting" --no-proxy corail
run meeting attend "$meeting" --video corail

say "A subject is added, and the order changes; the minutes of the last meeting, by a show of hands"
run meeting plan "$meeting" --information "Calendrier du second semestre"
run meeting order "$meeting" --item 7 --place 2 --reason "L'invitée part à 21 h"
run meeting discuss "$meeting" --item 7
run meeting vote "$meeting" --item 7 --open
run meeting decide "$meeting" --item 7 --follow-up "Diffuser le calendrier;galet;2027-01-15"
run meeting vote "$meeting" --item 1 --open
run meeting decide "$meeting" --item 1 --for 14 --abstain 1

say "Interests: one is answered by a recusal, the other is no reason to leave"
run meeting interests "$meeting"
run meeting interests "$meeting" --item 2 --recuse "pommeraie:Salariée de l'éditeur"
run meeting interests "$meeting" --item 4 --keep "beletoile:La phrase ne dit rien des solutions."

say "The text is amended in the room after two votes: both are void"
run meeting discuss "$meeting" --item 2
run meeting vote "$meeting" --item 2 --open galet=for verglas=against
red meeting vote "$meeting" --item 2 pommeraie=for
document=corpus/referentials/REF-MES.md
sed 's/au moins 65 points/au moins 60 points/' \
    "$demo/proposals/updates/2025/$substance/text/$document" |
    run meeting amend "$meeting" --item 2 --by verglas --reason "Un palier" --file "$document=-"

say "The quorum is lost while people leave, and found again"
run meeting attend "$meeting" --absent rivesable,feuillard,brindille,lanterne,basile-chenaie,irma-saulaie,bruyere,corail
red meeting decide "$meeting" --item 2
run meeting suspend "$meeting" --reason "Le quorum n'est plus réuni"
run meeting resume "$meeting"
run meeting attend "$meeting" --present feuillard,brindille,lanterne,basile-chenaie,irma-saulaie --video bruyere

say "A roll call, 5 for, 4 against, 3 abstentions, one of the ballots sent from afar"
run meeting vote "$meeting" --item 2 --open
if command -v ssh-keygen > /dev/null; then
    git clone --quiet "$demo" "$top/clone"
    git -C "$top/clone" config user.email verveine@example.org
    git -C "$top/clone" config gpg.format ssh
    git -C "$top/clone" config user.signingkey "$demo/.git/comens/keys/verveine"
    comens --workspace "$top/clone" meeting ballot "$meeting" --item 2 against -o "$top/v.ballot"
    run meeting suspend "$meeting" --reason "La visioconférence est coupée"
    red meeting ballots take "$meeting" "$top/v.ballot"
    run meeting resume "$meeting"
    run meeting ballots take "$meeting" "$top/v.ballot"
    red meeting ballots take "$meeting" "$top/clone/README.md"
else
    run meeting vote "$meeting" --item 2 verveine=against
fi
run meeting vote "$meeting" --item 2 aubepine=for galet=for verglas=for \
    basile-chenaie=for irma-saulaie=for feuillard=against beletoile=against \
    ondine-roseraie=against brindille=abstain lanterne=abstain bruyere=for
run meeting correct "$meeting" --dry-run
run meeting correct "$meeting"
run meeting vote "$meeting" --item 2 bruyere=abstain
run meeting show "$meeting"
run meeting decide "$meeting" --item 2 \
    --opinion "verglas:Soixante points suffisent."

say "A secret ballot with two scrutineers"
run meeting secret "$meeting" --item 3 --asked-by lanterne
run meeting vote "$meeting" --item 3 --open
red meeting vote "$meeting" --item 3 galet=for
red meeting decide "$meeting" --item 3 --for 9 --against 3 --blank 1
run meeting decide "$meeting" --item 3 --for 9 --against 3 --blank 1 \
    --scrutineers verglas,beletoile --follow-up "Écrire aux éditeurs;galet;2027-01-15"

say "Those of form in a block, one taken out and deferred"
run meeting block "$meeting" --items 4 5 6
run meeting block "$meeting" --item 6 --take-out aubepine
run meeting block "$meeting" --item 4 --open
run meeting block "$meeting" --item 4 --decide --for 13 \
    --follow-up "Mettre les guides en ligne;rivesable;2027-01-15"
run meeting vote "$meeting" --item 6 --open
run meeting decide "$meeting" --item 6 --sense defer --reason "Le groupe GT3 n'a pas relu."

say "Closed; the minutes drafted, completed by hand and drawn again without loss"
run meeting attend "$meeting" --close
run meeting minutes "$meeting"
minutes=$(ls "$demo"/decisions/meetings/*/"$meeting"/minutes.md)
{ cat "$minutes"; printf '\nLa présidente rappelle que le calendrier est public.\n'; } > "$top/pv.md"
run meeting minutes "$meeting" --file "$top/pv.md"
decision=$(comens --workspace "$demo" decision list --state defer --search "première phrase" \
    --format json | first id)
run decision correct "$decision" --reason "Mal recopié" --field "reason=Le GT3 relit encore."
run meeting minutes "$meeting"
grep -c "le calendrier est public" "$minutes"
for kind in html docx; do
    run meeting minutes "$meeting" --format "$kind" -o "$top/pv.$kind"
done
ls -l "$top"

say "A member asks for a correction; the next meeting has no quorum"
run meeting minutes "$meeting" --correct "Dire « seuil » et non « palier »." --by verglas
first=$(act meeting plan --at "${today}T21:00" --place "Paris" --approve "$meeting")
run meeting convene "$first" --urgent "Le procès-verbal est attendu"
run meeting attend "$first" --open --present aubepine,clairbois,galet,verglas
run meeting adjourn "$first"
run meeting minutes "$first"

say "Convened again, without a quorum: the minutes are approved"
second=$(act meeting plan --second-of "$first" --at "${today}T22:00" --place "Paris")
run meeting convene "$second" --urgent "Le procès-verbal est attendu"
run meeting attend "$second" --open --present aubepine,clairbois,galet,verglas
run meeting vote "$second" --item 1 --open aubepine=for galet=for verglas=abstain
run meeting decide "$second" --item 1
run meeting attend "$second" --close
run meeting minutes "$second"

say "Signed by the chair and the secretary, checked"
if command -v ssh-keygen > /dev/null; then
    run meeting minutes "$meeting" --sign
    run meeting minutes "$meeting" --sign --as aubepine
    run meeting minutes "$meeting" --verify
fi
run decision actions
run check --path decisions
run check --path corpus
git -C "$demo" fsck --no-progress
