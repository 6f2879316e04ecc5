package sundown.cli.adopt;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.cli.adopt.Step.Changes;
import sundown.cli.adopt.Step.Part;
import sundown.gallery.ObjectKey;

/**
 * Writes one part of the tables of accounts and items. Of rows with one key, the first in the order of files and lines
 * is taken, and the others are refused; so are items without an account. It also finds who may have claims: a refused
 * item takes nothing away from its user's claim on the object, and neither does a refused account.
 */
final class PartJoin {
    private final Map<Kind, List<Source>> files;
    private final ClaimRules rules;
    private final TableOutput accounts;
    private final TableOutput items;
    private final Spill named;
    private final Spill owners;
    private final Refusals refusals;
    private final SortedMap<String, Long> regions = new TreeMap<>();
    private final SortedMap<String, Long> fees = new TreeMap<>();
    private long accountCount;
    private long exempt;
    private long members;
    private long itemCount;
    private long bytes;
    private long withoutItems;
    private long largest;
    private long notInXml;

    private PartJoin(
            Map<Kind, List<Source>> files,
            Refusals refusals,
            ClaimRules rules,
            TableOutput accounts,
            TableOutput items,
            Spill named,
            Spill owners) {
        this.files = files;
        this.refusals = refusals;
        this.rules = rules;
        this.accounts = accounts;
        this.items = items;
        this.named = named;
        this.owners = owners;
    }

    /**
     * Writes a part, keeps it, and returns how many rows it has.
     *
     * @param files by table, in their order
     * @param refusals takes those of this part, and has none yet
     * @param since the import before
     */
    static long write(
            ImportFolder folder,
            Map<Kind, SortedRuns> runs,
            Map<Kind, List<Source>> files,
            Refusals refusals,
            ClaimRules rules,
            Optional<Place> since,
            int part)
            throws IOException {
        int parts = runs.get(Kind.ITEMS).parts();
        Spill named = new Spill(folder, ClaimJoin.NAMED, parts);
        Spill owners = new Spill(folder, ClaimJoin.OWNERS, parts);
        PartJoin join;
        Changes changedAccounts;
        Changes changedItems;
        try (TableOutput accounts = TableOutput.create(folder, since, Table.ACCOUNTS, part);
                TableOutput items = TableOutput.create(folder, since, Table.ITEMS, part)) {
            join = new PartJoin(files, refusals, rules, accounts, items, named, owners);
            join.run(runs.get(Kind.ACCOUNTS).part(part), runs.get(Kind.ITEMS).part(part));
            changedAccounts = accounts.end();
            changedItems = items.end();
        }
        folder.keep(
                new Part(
                        part,
                        join.totals(),
                        changedAccounts,
                        changedItems,
                        named.end(),
                        owners.end(),
                        refusals.counts(),
                        0),
                refusals.lines());
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
            for (;
                    item != null && Row.BY_PARTITION.compare(item.row(), account.row()) < 0;
                    item = following(allItems)) {
                refuseWithoutAccount(item);
            }
            item = takeItems(account, take(account), item, allItems);
        }
        for (; item != null; item = following(allItems)) {
            refuseWithoutAccount(item);
        }
    }

    private static Entry following(Iterator<Entry> entries) {
        return entries.hasNext() ? entries.next() : null;
    }

    /** Takes the items of an account and returns the first of another. */
    private Entry takeItems(Entry entry, Account account, Entry first, Iterator<Entry> following) throws IOException {
        List<String> ownFolders = rules.folders(account.user(), account.region());
        long before = itemCount;
        Entry last = null;
        Entry item = first;
        for (; item != null && Row.BY_PARTITION.compare(item.row(), entry.row()) == 0; item = following(following)) {
            String key = key(item);
            boolean canBeNamed = rules.canBeNamed(account.region(), key);
            if (canBeNamed) {
                name(account.user(), ownFolders, key);
            }
            if (item.row().isRefused()) {
                continue;
            }
            if (last != null && Row.BY_KEY.compare(last.row(), item.row()) == 0) {
                refuseAgain(Kind.ITEMS, item, last);
                continue;
            }
            last = item;
            if (canBeNamed) {
                take(item.row());
                notInXml += new ObjectKey(key).fitsXml() ? 0 : 1;
            } else {
                refuse(item, Field.OBJECT_KEY, Reason.NOT_DELETABLE);
            }
        }
        withoutItems += itemCount == before ? 1 : 0;
        largest = Math.max(largest, itemCount - before);
        return item;
    }

    private static String key(Entry item) {
        return RowJson.text(RowJson.tree(item.row().json()).path(RowJson.ITEM), "objectKey");
    }

    private void take(Row item) throws IOException {
        items.add(item);
        itemCount++;
        bytes = Math.addExact(bytes, item.bytes());
    }

    private void name(UserId user, List<String> ownFolders, String key) throws IOException {
        if (ownFolders.stream().anyMatch(key::startsWith)) {
            return;
        }
        named.add(key, user.value());
        Optional<UserId> owner = rules.owner(key).filter(other -> !other.equals(user));
        if (owner.isPresent() && rules.needsAccount(key)) {
            owners.add(owner.get().value(), key);
        } else if (owner.isPresent()) {
            named.add(key, owner.get().value());
        }
    }

    private Account take(Entry entry) throws IOException {
        accounts.add(entry.row());
        accountCount++;
        Map<String, AttributeValue> row =
                RowJson.attributes(RowJson.tree(entry.row().json()).path(RowJson.ITEM));
        Account account = DynamoAccountStore.read(row);
        exempt += row.containsKey("groupShard") ? 0 : 1;
        regions.merge(account.region().code(), 1L, Long::sum);
        account.membership().map(Membership::fee).ifPresent(fee -> {
            members++;
            fees.merge(fee.currency().getCurrencyCode(), fee.minorUnits(), Math::addExact);
        });
        return account;
    }

    private void refuseAgain(Kind kind, Entry entry, Entry first) {
        List<Source> named = files.get(kind);
        refusals.add(
                kind,
                named.get(entry.file()),
                entry.line(),
                Optional.of(kind == Kind.ACCOUNTS ? Field.USER_ID : Field.ITEM_ID),
                Reason.DUPLICATE,
                ", first in %s, line %d".formatted(named.get(first.file()), first.line()));
    }

    /**
     * Refuses an item whose user has no account that was taken; one that was refused has its line. Its user may have
     * one all the same, so they have their claim.
     */
    private void refuseWithoutAccount(Entry item) throws IOException {
        UserId user = new UserId(item.row().partition());
        String key = key(item);
        if (rules.isDeletable(key) && rules.owner(key).filter(user::equals).isEmpty()) {
            name(user, List.of(), key);
        }
        if (!item.row().isRefused()) {
            refuse(item, Field.USER_ID, Reason.NO_ACCOUNT);
        }
    }

    private void refuse(Entry item, Field field, Reason reason) {
        refusals.add(Kind.ITEMS, files.get(Kind.ITEMS).get(item.file()), item.line(), Optional.of(field), reason);
    }

    private Totals totals() {
        return new Totals(
                accountCount, regions, exempt, members, fees, itemCount, bytes, withoutItems, largest, 0, 0, notInXml);
    }
}
