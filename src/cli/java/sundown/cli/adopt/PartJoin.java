package sundown.cli.adopt;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Membership;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.cli.adopt.Step.Changes;
import sundown.cli.adopt.Step.Part;

/**
 * Writes one part of both tables. Of rows with one key, the first in the order of files and lines is taken, and the
 * others are refused; so are items without an account.
 */
final class PartJoin {
    private final Map<Kind, List<Path>> files;
    private final Output accounts;
    private final Output items;
    private final Refusals refusals = new Refusals();
    private final SortedMap<String, Long> regions = new TreeMap<>();
    private final SortedMap<String, Long> fees = new TreeMap<>();
    private long accountCount;
    private long exempt;
    private long members;
    private long itemCount;
    private long bytes;
    private long withoutItems;
    private long largest;

    private PartJoin(Map<Kind, List<Path>> files, Output accounts, Output items) {
        this.files = files;
        this.accounts = accounts;
        this.items = items;
    }

    /** A table's part, as it is written and compared. */
    private record Output(RowFile rows, Optional<Comparison> comparison) implements Closeable {
        static Output create(ImportFolder folder, Optional<Path> since, Kind kind, int part) throws IOException {
            RowFile rows = RowFile.create(folder.unfinished(kind.toString(), part));
            return since.isEmpty()
                    ? new Output(rows, Optional.empty())
                    : new Output(
                            rows,
                            Optional.of(new Comparison(
                                    RowFile.lines(ImportFolder.file(since.get(), kind.toString(), part)),
                                    RowFile.create(folder.unfinished("delta/" + kind, part)))));
        }

        void add(Row row) throws IOException {
            rows.add(row.json());
            if (comparison.isPresent()) {
                comparison.get().add(row);
            }
        }

        Changes end() throws IOException {
            return comparison.isPresent() ? comparison.get().end() : Changes.NONE;
        }

        @Override
        public void close() throws IOException {
            rows.close();
            if (comparison.isPresent()) {
                comparison.get().close();
            }
        }
    }

    /**
     * Writes a part, keeps it, and returns how many rows it has.
     *
     * @param files by table, in their order
     * @param since the import before
     */
    static long write(
            ImportFolder folder,
            Map<Kind, SortedRuns> runs,
            Map<Kind, List<Path>> files,
            Optional<Path> since,
            int part)
            throws IOException {
        PartJoin join;
        Changes changedAccounts;
        Changes changedItems;
        try (Output accounts = Output.create(folder, since, Kind.ACCOUNTS, part);
                Output items = Output.create(folder, since, Kind.ITEMS, part)) {
            join = new PartJoin(files, accounts, items);
            join.run(runs.get(Kind.ACCOUNTS).part(part), runs.get(Kind.ITEMS).part(part));
            changedAccounts = accounts.end();
            changedItems = items.end();
        }
        folder.keep(
                new Part(part, join.totals(), changedAccounts, changedItems, join.refusals.counts(), 0),
                join.refusals.lines());
        return join.accountCount + join.itemCount;
    }

    private void run(Iterator<Entry> allAccounts, Iterator<Entry> allItems) throws IOException {
        Entry last = null;
        Entry item = following(allItems);
        while (allAccounts.hasNext()) {
            Entry account = allAccounts.next();
            if (last != null && Row.BY_KEY.compare(last.row(), account.row()) == 0) {
                refuseAgain(Kind.ACCOUNTS, account, last);
                continue;
            }
            last = account;
            for (; item != null && Row.BY_USER.compare(item.row(), account.row()) < 0; item = following(allItems)) {
                refuseWithoutAccount(item);
            }
            item = takeItems(account, item, allItems);
            take(account);
        }
        for (; item != null; item = following(allItems)) {
            refuseWithoutAccount(item);
        }
    }

    private static Entry following(Iterator<Entry> entries) {
        return entries.hasNext() ? entries.next() : null;
    }

    /** Takes the items of an account and returns the first of another. */
    private Entry takeItems(Entry account, Entry first, Iterator<Entry> following) throws IOException {
        long before = itemCount;
        Entry last = null;
        Entry item = first;
        for (; item != null && Row.BY_USER.compare(item.row(), account.row()) == 0; item = following(following)) {
            if (last != null && Row.BY_KEY.compare(last.row(), item.row()) == 0) {
                refuseAgain(Kind.ITEMS, item, last);
                continue;
            }
            last = item;
            items.add(item.row());
            itemCount++;
            bytes = Math.addExact(bytes, item.row().bytes());
        }
        withoutItems += itemCount == before ? 1 : 0;
        largest = Math.max(largest, itemCount - before);
        return item;
    }

    private void take(Entry account) throws IOException {
        accounts.add(account.row());
        accountCount++;
        Map<String, AttributeValue> row =
                RowJson.attributes(RowJson.tree(account.row().json()).path(RowJson.ITEM));
        exempt += row.containsKey("groupShard") ? 0 : 1;
        regions.merge(row.get("region").s(), 1L, Long::sum);
        Optional<Membership> membership = DynamoAccountStore.read(row).membership();
        if (membership.isPresent()) {
            members++;
            fees.merge(
                    membership.get().fee().currency().getCurrencyCode(),
                    membership.get().fee().minorUnits(),
                    Math::addExact);
        }
    }

    private void refuseAgain(Kind kind, Entry entry, Entry first) {
        List<Path> named = files.get(kind);
        refusals.add(
                named.get(entry.file()),
                entry.line(),
                Optional.of(kind == Kind.ACCOUNTS ? Field.USER_ID : Field.ITEM_ID),
                Reason.DUPLICATE,
                ", first in %s, line %d".formatted(named.get(first.file()), first.line()));
    }

    private void refuseWithoutAccount(Entry item) {
        refusals.add(
                files.get(Kind.ITEMS).get(item.file()), item.line(), Optional.of(Field.USER_ID), Reason.NO_ACCOUNT);
    }

    private Totals totals() {
        return new Totals(accountCount, regions, exempt, members, fees, itemCount, bytes, withoutItems, largest);
    }
}
