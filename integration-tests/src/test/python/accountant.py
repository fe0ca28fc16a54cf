"""Makes bills of a recorded life and compares them with the server's: accountant.py FILE ADMIN.

Written from docs/BILLING.md alone. Every line of every statement is computed anew, in fractions,
and must be the same to the last digit. Prints a line for each; ends with 1 where one differs.
"""
import base64
import collections
import datetime
import json
import os
import sys
import urllib.parse
import urllib.request
from fractions import Fraction

DAY = 86_400_000
NEVER = 10 ** 18
CLASSES = {"current": "storage-current", "noncurrent": "storage-noncurrent",
           "uploadOpen": "incomplete-multipart-uploads", "deleted": "deleted-storage"}
ACTIVE = ("current", "noncurrent", "uploadOpen")
TIERS = ("tier1", "tier2", "free")
PLANS = ("aws-standard", "wasabi-payg", "backblaze-b2", "tiny-tiers")
BEGIN, END = "2031-03-01T00:00:00Z", "2031-07-01T00:00:00Z"
CUT = "2031-03-02T05:00:00Z"


def millis(text):
    """Of an instant, since 1970."""
    return round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def month_start(instant, ahead=0):
    """Of the month that an instant lies in, or of one ahead."""
    at = datetime.datetime.fromtimestamp(instant / 1000, datetime.timezone.utc)
    index = at.year * 12 + at.month - 1 + ahead
    first = datetime.datetime(index // 12, index % 12 + 1, 1, tzinfo=datetime.timezone.utc)
    return round(first.timestamp() * 1000)


class Stay:
    """Bytes that came and went: classes by when they begin, the last one going at the end."""

    def __init__(self, bucket, size, born, came, byte_class):
        self.bucket, self.size, self.born = bucket, size, born
        self.turns = [(came, byte_class)]
        self.ends, self.completed = NEVER, False

    def spans(self, plan):
        """What a plan takes them for: class, from, to, bytes."""
        standard = plan["storage"]["STANDARD"]
        retained = self.born + standard["minimumRetentionDays"] * DAY
        came = self.turns[0][0]
        if self.turns[0][1] == "uploadOpen":
            days = plan["unfinishedActiveDays"]
            limit = NEVER if days is None else self.born + days * DAY
            given_up = min(self.ends, limit)
            yield "uploadOpen", came, given_up, self.size
            if not self.completed:
                yield "deleted", max(came, given_up), retained, self.size
            elif limit < self.ends:
                yield "deleted", max(came, limit), min(self.ends, retained), self.size
            return
        size = max(self.size, standard["minimumObjectBytes"])
        for index, (since, byte_class) in enumerate(self.turns):
            until = self.turns[index + 1][0] if index + 1 < len(self.turns) else self.ends
            yield byte_class, since, until, size
        yield "deleted", max(came, self.ends), retained, size


class Books:
    """Every stay and every request of a recorded life."""

    def __init__(self, events):
        self.stays, self.calls = [], []
        # Of each key the oldest first; None is a delete marker.
        self.versions = collections.defaultdict(list)
        self.uploads = {}
        for event in events:
            now = millis(event["at"])
            self.calls.append((event["bucket"], now, event["tier"], event["sent"]))
            getattr(self, "on_" + event["do"].replace("-", "_"), lambda *_: None)(event, now)
        for upload in self.uploads.values():
            self.end(upload, upload["due"])

    def on_put(self, event, now):
        self.arrive(event["bucket"], event["key"], event["bytes"], now, now)

    def arrive(self, bucket, key, size, born, now):
        """The newest version of a key comes."""
        self.leave_front(bucket, key, now)
        stay = Stay(bucket, size, born, now, "current")
        self.stays.append(stay)
        self.versions[bucket, key].append(stay)

    def leave_front(self, bucket, key, now):
        """The current version becomes noncurrent, or goes where no versions are kept."""
        versions = self.versions[bucket, key]
        if versions and versions[-1]:
            if bucket == "kept":
                versions[-1].turns.append((now, "noncurrent"))
            else:
                versions.pop().ends = now

    def on_delete(self, event, now):
        self.leave_front(event["bucket"], event["key"], now)
        if event["versioned"]:
            self.versions[event["bucket"], event["key"]].append(None)

    def on_delete_version(self, event, now):
        versions = self.versions[event["bucket"], event["key"]]
        stay = [each for each in versions if each][event["index"]]
        in_front = versions[-1] is stay
        versions.remove(stay)
        stay.ends = now
        if in_front and versions and versions[-1]:
            versions[-1].turns.append((now, "current"))

    def on_begin(self, event, now):
        due = NEVER
        if event["bucket"] == "plain" and event["key"].startswith("logs/"):
            due = (now // DAY + 2) * DAY
        self.uploads[event["upload"]] = {
            "bucket": event["bucket"], "key": event["key"], "begun": now, "due": due, "parts": {}}

    def on_part(self, event, now):
        upload = self.uploads[event["upload"]]
        old = upload["parts"].get(event["number"])
        if old:
            old.ends = now
        stay = Stay(upload["bucket"], event["bytes"], upload["begun"], now, "uploadOpen")
        self.stays.append(stay)
        upload["parts"][event["number"]] = stay

    def on_abort(self, event, now):
        self.end(self.uploads.pop(event["upload"]), now)

    @staticmethod
    def end(upload, now):
        for stay in upload["parts"].values():
            stay.ends = now

    def on_complete(self, event, now):
        upload = self.uploads.pop(event["upload"])
        self.end(upload, now)
        named = upload["parts"][event["number"]]
        named.completed = True
        self.arrive(upload["bucket"], upload["key"], named.size, upload["begun"], now)


def exact(number):
    """A price or a quantity as it is written."""
    return Fraction(str(number))


def tiers_of(price):
    """What a schedule says: up to how many units, at what price."""
    if price.get("tiers"):
        return [(None if tier.get("upToUnits") is None else exact(tier["upToUnits"]),
                 exact(tier["price"])) for tier in price["tiers"]]
    return [(None, exact(price["price"]))]


def cost(tiers, units):
    """What so many units cost in a month."""
    total, below = Fraction(0), Fraction(0)
    for limit, price in tiers:
        upper = units if limit is None else min(units, limit)
        if upper > below:
            total += (upper - below) * price
            below = upper
    return total


class Use:
    """What some buckets used in a part of a month: unit-months, requests by tier, units sent."""

    def __init__(self, books, plan, buckets, start, end):
        self.millis = collections.Counter()
        for stay in books.stays:
            if stay.bucket in buckets:
                for byte_class, since, until, size in stay.spans(plan):
                    self.millis[byte_class] += size * max(0, min(until, end) - max(since, start))
        basis = 30 * DAY
        if plan["monthBasis"] == "calendar":
            basis = month_start(start, 1) - month_start(start)
        self.stored = {each: Fraction(self.millis[each], plan["unitBytes"] * basis)
                       for each in CLASSES}
        calls = [call for call in books.calls if call[0] in buckets and start <= call[1] < end]
        self.calls = collections.Counter(call[2] for call in calls)
        self.sent = Fraction(sum(call[3] for call in calls), plan["unitBytes"])


class Bill:
    """The lines of a statement: id to byte-milliseconds, quantity and amount."""

    def __init__(self, books, plan, asked, start, end):
        self.lines = collections.defaultdict(lambda: [0, Fraction(0), Fraction(0)])
        everybody = {call[0] for call in books.calls}
        part = start
        while part < end:
            month, following = month_start(part), month_start(part, 1)
            until = min(end, following)
            ahead = Use(books, plan, everybody, month, part)
            within = Use(books, plan, everybody, part, until)
            mine = Use(books, plan, asked, part, until)
            self.storage(plan, ahead, within, mine)
            for tier in TIERS:
                self.requests(plan["requests"][tier], tier, ahead, within, mine)
            self.data_out(plan.get("dataOut"), ahead, within, mine)
            minimum = exact(plan["minimumMonthlyCharge"])
            if minimum and asked == everybody and until == following:
                whole = Use(books, plan, everybody, month, following)
                short = max(Fraction(0), minimum - self.active_cost(plan, whole))
                self.add("minimum-charge", 0, Fraction(1), short)
            part = until

    def add(self, line, byte_millis, quantity, amount):
        self.lines[line][0] += byte_millis
        self.lines[line][1] += quantity
        self.lines[line][2] += amount

    @staticmethod
    def share(whole_cost, mine, everybody):
        return whole_cost * mine / everybody if everybody else Fraction(0)

    @staticmethod
    def pooled(plan, use):
        own = plan["storage"]["STANDARD"].get("prices") or {}
        return sum((use.stored[each] for each in CLASSES if each not in own), Fraction(0))

    def storage(self, plan, ahead, within, mine):
        standard = plan["storage"]["STANDARD"]
        own, tiers = standard.get("prices") or {}, tiers_of(standard)
        before, used = self.pooled(plan, ahead), self.pooled(plan, within)
        paid = cost(tiers, before + used) - cost(tiers, before)
        for each, line in CLASSES.items():
            quantity = mine.stored[each]
            amount = (quantity * exact(own[each]) if each in own
                      else self.share(paid, quantity, used))
            self.add(line, mine.millis[each], quantity, amount)

    def active_cost(self, plan, whole):
        standard = plan["storage"]["STANDARD"]
        own, pooled = standard.get("prices") or {}, self.pooled(plan, whole)
        paid = cost(tiers_of(standard), pooled)
        return sum((whole.stored[each] * exact(own[each]) if each in own
                    else self.share(paid, whole.stored[each], pooled) for each in ACTIVE),
                   Fraction(0))

    def requests(self, price, tier, ahead, within, mine):
        per = price.get("per") or 1
        before, used, asked = (Fraction(use.calls[tier], per) for use in (ahead, within, mine))
        tiers = tiers_of(price)
        paid = cost(tiers, before + used) - cost(tiers, before)
        self.add("requests-" + tier, 0, asked, self.share(paid, asked, used))

    def data_out(self, price, ahead, within, mine):
        amount = Fraction(0)
        if price:
            times, tiers = price.get("freeTimesStored") or 0, tiers_of(price)
            stored = [sum((use.stored[each] for each in ACTIVE), Fraction(0))
                      for use in (ahead, within, mine)]

            def charged(sent, held):
                return cost(tiers, max(Fraction(0), sent - times * held))

            paid = (charged(ahead.sent + within.sent, stored[0] + stored[1])
                    - charged(ahead.sent, stored[0]))
            # What is stored makes free what was sent before.
            amount = (self.share(paid, mine.sent, within.sent) if within.sent
                      else self.share(paid, stored[2], stored[1]))
        self.add("data-out", 0, mine.sent, amount)


def decimals(number, digits):
    """Half to even, as many digits as are shown."""
    return round(number, digits)


def ask(admin, path, **query):
    """Asks the admin API; numbers stay as they are written."""
    pair = os.environ["AWS_ACCESS_KEY_ID"] + ":" + os.environ["AWS_SECRET_ACCESS_KEY"]
    request = urllib.request.Request(
        admin + "/api/v1" + path + "?" + urllib.parse.urlencode(query),
        headers={"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer, parse_float=str)


def compare(bill, statement):
    """What differs between a bill and a statement."""
    shown = {line["id"]: line for line in statement["lines"]}
    if set(shown) != set(bill.lines):
        yield f"lines {sorted(shown)} for {sorted(bill.lines)}"
        return
    for name, (byte_millis, quantity, amount) in bill.lines.items():
        line = shown[name]
        if line["byteSeconds"] and exact(line["byteSeconds"]) != Fraction(byte_millis, 1000):
            yield f"{name}: {line['byteSeconds']} for {Fraction(byte_millis, 1000)} byte-seconds"
        if exact(line["quantity"]) != decimals(quantity, 9):
            yield f"{name}: {line['quantity']} for {float(quantity)} {line['unit']}"
        if exact(line["amount"]["amount"]) != decimals(amount, 6):
            yield f"{name}: {line['amount']['amount']} for {float(amount)}"
    total = sum((line[2] for line in bill.lines.values()), Fraction(0))
    if exact(statement["total"]["amount"]) != decimals(total, 6):
        yield f"total: {statement['total']['amount']} for {float(total)}"


def main(file, admin):
    with open(file, encoding="utf-8") as recorded:
        books = Books([json.loads(line) for line in recorded])
    differs = 0
    for name in PLANS:
        plan = ask(admin, "/plans/" + name)
        for start, end in ((BEGIN, END), (BEGIN, CUT), (CUT, END), (CUT, "2031-03-03T17:00:00Z")):
            for bucket in (None, "plain", "kept"):
                asked = {bucket} if bucket else {"plain", "kept"}
                query = {"plan": name, "from": start, "to": end}
                if bucket:
                    query["bucket"] = bucket
                statement = ask(admin, "/statement", **query)
                bill = Bill(books, plan, asked, millis(start), millis(end))
                wrong = list(compare(bill, statement))
                if not statement["final"]:
                    wrong.append("it is not final")
                differs += len(wrong)
                print("differs" if wrong else "ok", name, start, end, bucket or "all",
                      statement["total"]["amount"], *wrong, sep="  ")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
