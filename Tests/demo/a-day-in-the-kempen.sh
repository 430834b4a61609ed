#!/usr/bin/env bash
# A day in two villages of the Kempen. The villages are real; the people are made up.
#
# Real processes on loopback, real keys, real databases under .demo/. Every step is printed as the
# command a person would type, with its output. Exits 0 only when everything came true.
#   KEEP=1   leaves the nodes running and prints what to type next
#   BUILD=release   uses the release build
set -euo pipefail
cd "$(dirname "$0")/../.."

bin="${DEMO_PROGRAMS:-$PWD/.build/${BUILD:-debug}}"
bin="${bin%/}"
python="${GEBUUR_PYTHON:-$PWD/.build/venv/bin/python3}"
demo="${DEMO_DIRECTORY:-$PWD/.demo}"
export LANG="${DEMO_LANG:-nl_BE.UTF-8}"
unset LC_ALL LC_MESSAGES
export XDG_RUNTIME_DIR="$demo/run"
# Only so that nobody has to type: a person is asked for the passphrase.
export GEBUUR_PASSPHRASE_FILE="$demo/passphrase"

pids=()
links=()
finish() {
  local code=$?
  if [ "${KEEP:-}" != 1 ] || [ $code -ne 0 ]; then
    kill -TERM "${pids[@]}" 2>/dev/null || true
    kill -KILL "${links[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
  fi
  if [ $code -ne 0 ]; then
    printf '\nThe demo FAILED (exit %s). What the nodes said last:\n' $code
    tail -n 5 "$demo"/*.log 2>/dev/null || true
  fi
  exit $code
}
trap finish EXIT

bold=""; plain=""
if [ -t 1 ]; then bold=$'\e[1m'; plain=$'\e[0m'; fi
chapter() { printf '\n%s== %s%s\n' "$bold" "$1" "$plain"; }
tell() { printf '\n%s\n' "$1"; }

# Who is speaking; their client keeps its files in a home of its own.
person() { export GEBUUR_HOME="$demo/$1"; who="$1"; }

# Types a command as a person would, shows it, and keeps its output in $out.
out=""
type_command() {
  local shown
  shown=$(printf ' %q' "$@")
  printf '\n%s%s$%s%s\n' "$bold" "$who" "$shown" "$plain" | sed "s#$demo/##g"
  out=$("$bin/$1" "${@:2}" 2>&1) || { local code=$?; printf '%s\n' "$out"; return $code; }
  printf '%s\n' "$out"
}
gebuur() { type_command gebuur "$@"; }
gebuurd() { type_command gebuurd "$@"; }
# The same, quietly, for ids and codes that a person would read off the screen or a letter.
ask() { "$bin/gebuur" "$@"; }
field() { "$python" -c 'import json,sys; v=json.load(sys.stdin)
for k in sys.argv[1].split("."): v=v[int(k)] if k.isdigit() else v[k]
print(v)' "$1"; }

# Waits until a command's output holds a text: the other node needs a moment, not a human.
await_text() {
  local text=$1; shift
  for _ in $(seq 1 100); do
    if "$@" 2>/dev/null | grep -q -- "$text"; then return 0; fi
    sleep 0.1
  done
  echo "waited ten seconds in vain for '$text' from: $*"; return 1
}
id_of() { ask board --json | "$python" -c 'import json,sys
rows=json.load(sys.stdin)["listings"]
print(next(r["id"][:8] for r in rows if sys.argv[1] in r["text"]))' "$1"; }
agreement_of() { ask agreements --all --json | "$python" -c 'import json,sys
rows=json.load(sys.stdin)["agreements"]
print(next(r["id"][:8] for r in rows if sys.argv[1] in r["listing"]["text"] and r["state"] != "declined"))' "$1"; }

free_ports() { "$python" -c 'import socket,sys
sockets=[socket.socket() for _ in range(int(sys.argv[1]))]
for s in sockets: s.bind(("127.0.0.1",0))
print(*[s.getsockname()[1] for s in sockets])' "$1"; }

start_node() {  # directory
  "$bin/gebuurd" run --directory "$demo/$1" >"$demo/$1.out" 2>"$demo/$1.log" &
  pids+=($!); eval "$1_pid=$!"
  for _ in $(seq 1 100); do grep -q ready "$demo/$1.out" && break; sleep 0.1; done
  grep ready "$demo/$1.out"
}

rm -rf "$demo"; mkdir -p "$demo/run"; chmod 700 "$demo/run"
echo "een demo is geen geheim" >"$GEBUUR_PASSPHRASE_FILE"; chmod 600 "$GEBUUR_PASSPHRASE_FILE"
read -r w_port g_port p_port w_link g_link < <(free_ports 5)

chapter "Founding. Wechelderzande and Gierle each start a node. (All people here are invented.)"
who=operator
gebuurd init --directory "$demo/wechelderzande" --name Wechelderzande --area 9F367Q7Q+ \
  --listen "127.0.0.1:$w_port" --address "127.0.0.1:$w_link"
w_founding=$(grep -o 'gebuur-invitation:[0-9a-z]*' <<<"$out")
gebuurd init --directory "$demo/gierle" --name Gierle --area 9F367V99+ \
  --listen "127.0.0.1:$g_port" --address "127.0.0.1:$g_link"
g_founding=$(grep -o 'gebuur-invitation:[0-9a-z]*' <<<"$out")
start_node wechelderzande
start_node gierle
# The road between the villages, which will be cut later.
"$python" Tests/demo/link.py "$w_link" "$w_port" & links+=($!)
"$python" Tests/demo/link.py "$g_link" "$g_port" & links+=($!)
sleep 0.3

chapter "The regisseurs join with the founding invitations, and invite their neighbours."
# The kiosk in the service centre stands beside the node: it takes the short road.
person lena;  gebuur join "$w_founding" --name "Lena" --node "127.0.0.1:$w_port"
person mieke; gebuur join "$g_founding" --name "Mieke" --node "127.0.0.1:$g_port"
join() {  # regisseur name port display text
  person "$1"; local code; code=$(ask invite --json | field invitation)
  person "$2"; gebuur join "$code" --name "$4" --text "$5" --node "127.0.0.1:$3"
}
join lena anna "$w_port" "Anna (82)" "Woon aan de Vlimmersebaan. Kaarten doe ik graag."
join lena bram "$w_port" "Bram" "Auto, aanhangwagen, groene vingers."
join lena fons "$w_port" "Fons" "Weduwnaar. Koffie staat klaar."
join mieke tom "$g_port" "Tom" "Fietst elke zondag langs de vaart."
join mieke rosa "$g_port" "Rosa" "De mama van Bram."

chapter "The two neighbourhoods agree to see each other's offers; both regisseurs sign."
person mieke; card=$(ask federation card --json | field card)
person lena;  gebuur federation propose "$card" --nearby
letter=$(grep -o 'gebuur-federation:[0-9a-z]*' <<<"$out")
person mieke; gebuur federation accept "$letter"
person lena;  await_text '"active"' ask federation list --json; gebuur federation list

chapter "Hours may cross too: each neighbourhood says how many, the smaller number counts."
person lena;  gebuur grenzen buurt Gierle --heen 3000 --terug 1800
person mieke; gebuur grenzen buurt Wechelderzande --heen 1800 --terug 2400
for regisseur in lena mieke; do
  person $regisseur; await_text '"to_them": 2400\|"to_us": 2400' ask limits --json
done
person lena;  await_text '"to_us": 1800' ask limits --json; gebuur grenzen

chapter "About ten minutes by bicycle: the node of Wechelderzande learns its streets."
who=operator
map="${GEBUUR_SHARED:-../shared}/data/wechelderzande.osm.pbf"
if [ -f "$map" ]; then
  gebuurd map import --directory "$demo/wechelderzande" "$map"
  gebuurd map time --directory "$demo/wechelderzande" "Vlimmersebaan 12" 9F367Q6R+
  model=streets
  anna_lives="Vlimersebaan 12"
else
  tell "(there is no $map: ways are as the crow flies, and a detour; every answer says so)"
  model=crow
  anna_lives=9F367Q7Q+QF
fi

chapter "Morning: Bram likes to drive. Anna asks for a ride, and both hear of it."
person bram; gebuur aanbod "Een rit naar de winkel of de dokter, ik heb een auto" \
  --soort vervoer --minuten 60 --plaats 9F367Q6R+ --met auto --binnen 15
person anna; gebuur vraag "Rit naar het dienstencentrum, dinsdag om 14 uur" \
  --soort vervoer --minuten 60 --plaats "$anna_lives" --verruim 20
gebuur past-bij
ask matches --json | grep -q "\"model\" *: *\"$model\""
person bram; await_text '"unseen" *: *1' ask board --json
gebuur nieuws
gebuur bord
gebuur aanvaard "$(id_of 'Rit naar het dienstencentrum')"
person anna; gebuur afspraken
gebuur aanvaard "$(agreement_of 'Rit naar')"
person bram; gebuur afspraken
gebuur klaar "$(agreement_of 'Rit naar')" --minutes 75
person anna; gebuur bevestig "$(agreement_of 'Rit naar')"
gebuur saldo
person bram; gebuur saldo

chapter "Groceries: Fons offers to bring them along. A garden: Bram and Fons see it differently first."
person fons; gebuur aanbod "Boodschappen meebrengen op vrijdag" --category groceries --minutes 30
person anna; gebuur aanvaard "$(id_of Boodschappen)"
person fons; gebuur aanvaard "$(agreement_of Boodschappen)"
gebuur klaar "$(agreement_of Boodschappen)" --minutes 30
person anna; gebuur bevestig "$(agreement_of Boodschappen)"
person fons; gebuur vraag "Haag scheren, het is te hoog voor mij" --category garden --minutes 120
person bram; gebuur aanvaard "$(id_of Haag)"
person fons; gebuur aanvaard "$(agreement_of Haag)"
person bram; gebuur klaar "$(agreement_of Haag)" --minutes 150
person fons; gebuur klaar "$(agreement_of Haag)" --minutes 120
tell "(thirty minutes apart is more than a small difference: a regisseur decides, within the two)"
gebuur geschil
person lena; gebuur geschil
gebuur beslis "$(ask dispute --json | field disputes.0.short)" --minutes 135 "Samen nagerekend: het opruimen telt mee"
person fons; gebuur bedank "$(agreement_of Haag)" "De haag staat er prachtig bij."
person bram; gebuur overzicht

chapter "A lonely Sunday: Fons asks for company, nearby. Tom from Gierle sees it at once."
person fons
gebuur vraag "Zondag is de langste dag. Wie drinkt er koffie mee?" --category company --gift --reach nearby
person tom; await_text Zondag ask board
gebuur bord
gebuur aanvaard "$(id_of Zondag)"
person fons; await_text Zondag ask agreements
gebuur aanvaard "$(agreement_of Zondag)"
person tom; await_text '"agreed"' ask agreements --json
gebuur klaar "$(agreement_of Zondag)"
person fons; await_text '"stated"' ask agreements --json
gebuur bevestig "$(agreement_of Zondag)"

chapter "Heavy curtains: Tom crosses the border to help, and his hours come home with him."
person fons
gebuur vraag "Wie helpt er met de zware gordijnen?" --category household --minutes 60 --reach nearby
person tom; await_text gordijnen ask board
gebuur aanvaard "$(id_of gordijnen)"
person fons; await_text gordijnen ask agreements
gebuur aanvaard "$(agreement_of gordijnen)"
person tom; await_text '"agreed"' ask agreements --json
gebuur klaar "$(agreement_of gordijnen)" --minutes 60
person fons; await_text '"stated"' ask agreements --json
gebuur bevestig "$(agreement_of gordijnen)"
gebuur bedank "$(agreement_of gordijnen)" "Nu slaap ik weer goed. Dank je, Tom!"
person tom; await_text '"balance": 60' ask balance --json
await_text 'slaap ik weer' ask agreements --all
gebuur saldo

chapter "Bram gives an hour to his mother in Gierle: she reads him a code, he types it."
person rosa; gebuur ontvangcode; code=$(ask receive --json | field code)
person bram; gebuur geef "$code" --minutes 60 "Voor ons mama"
person rosa; await_text '"balance": 60' ask balance --json
gebuur overzicht
person bram; gebuur saldo

chapter "The road is cut. Poederlee, federated with both, carries the news around."
who=operator
gebuurd init --directory "$demo/poederlee" --name Poederlee --area 9F366RHQ+ \
  --listen "127.0.0.1:$p_port" --address "127.0.0.1:$p_port"
p_founding=$(grep -o 'gebuur-invitation:[0-9a-z]*' <<<"$out")
start_node poederlee
person jef; gebuur join "$p_founding" --name "Jef"
card=$(ask federation card --json | field card)
for regisseur in lena mieke; do
  person $regisseur; letter=$(ask federation propose "$card" --nearby --json | field letter)
  person jef; gebuur federation accept "$letter"
  person $regisseur
  await_text '^2$' sh -c "'$bin/gebuur' federation list --json | grep -c '\"active\"'"
done
# Each must have read in Poederlee's log that Poederlee is federated with the other.
person jef; await_text '^2$' sh -c "'$bin/gebuur' federation list --json | grep -c '\"connected\" *: *true'"
kill -KILL "${links[@]}"
tell "(both cables between Wechelderzande and Gierle are now cut)"
person anna
gebuur vraag "Iemand om mee te wandelen langs de vaart" --category outing --gift --reach federation
person tom; await_text wandelen ask board
gebuur bord
gebuur aanvaard "$(id_of wandelen)"
person anna; await_text wandelen ask agreements
gebuur aanvaard "$(agreement_of wandelen)"
person tom; await_text '"agreed"' ask agreements --json
gebuur afspraken

chapter "Evening: Anna takes her words back. They are erased here and over there."
person anna
gebuur erase --all
await_text "niemand\|nobody" ask erase --status
gebuur erase --status

chapter "Night: the nodes stop, and strangers audit the books."
if [ "${KEEP:-}" != 1 ]; then
  kill -TERM "$wechelderzande_pid" "$gierle_pid" "$poederlee_pid"
  wait "$wechelderzande_pid" "$gierle_pid" "$poederlee_pid"
fi
who=auditor
for village in wechelderzande gierle poederlee; do
  gebuurd verify --directory "$demo/$village"
  gebuurd books --directory "$demo/$village"
  gebuurd export-log --directory "$demo/$village" --output "$demo/$village.gebuurlog"
done
printf '\n%sauditor$ python3 protocol/checker/check.py --complete *.gebuurlog%s\n' "$bold" "$plain"
"$python" protocol/checker/check.py --complete "$demo"/*.gebuurlog
for file in "$demo"/*/gebuur.sqlite* "$demo"/*.gebuurlog; do
  if grep -aq -e "Vlimmersebaan" -e "dienstencentrum" "$file"; then
    echo "erased words are still in $file"; exit 1
  fi
done
tell "Erased words are in no database, no write-ahead log and no export of either node."

if [ "${KEEP:-}" = 1 ]; then
  cat <<EOF

The nodes are running. Type on, for example as Bram:
  export GEBUUR_HOME=$demo/bram XDG_RUNTIME_DIR=$XDG_RUNTIME_DIR GEBUUR_PASSPHRASE_FILE=$GEBUUR_PASSPHRASE_FILE
  $bin/gebuur bord
  $bin/gebuur aanbod "Samen koken op woensdag" --category meal --gift
Stop them with:
  kill ${pids[*]}
EOF
fi
chapter "The day is done."
