package sundown.cli.adopt;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.cli.adopt.Step.Changes;
import sundown.cli.adopt.Step.Claimed;
import sundown.cli.adopt.Step.Owned;

/**
 * Writes the table of claims. What users name is sorted by the object's key, so that all users of an object meet. An
 * owner of a folder is first sorted by their id to meet their account.
 */
final class ClaimJoin {
    /** Object and user. */
    static final String NAMED = "named";

    /** User and object, where only an account makes the claim. */
    static final String OWNERS = "owners";

    private ClaimJoin() {}

    /** Takes the owners of one part who have an account, and returns how many claims that made. */
    static long own(ImportFolder folder, SortedRuns owners, int part) throws IOException {
        Spill named = new Spill(folder, NAMED, owners.parts());
        long taken = 0;
        Iterator<Entry> all = owners.part(part);
        try (Stream<String> lines = RowFile.lines(new LocalPlace(folder.unfinished(Table.ACCOUNTS.toString(), part)))) {
            Iterator<Row> accounts =
                    lines.map(line -> RowJson.row(Table.ACCOUNTS, line)).iterator();
            Row account = null;
            while (all.hasNext()) {
                Row owner = all.next().row();
                while (accounts.hasNext() && (account == null || Row.BY_PARTITION.compare(account, owner) < 0)) {
                    account = accounts.next();
                }
                if (account != null && Row.BY_PARTITION.compare(account, owner) == 0) {
                    String key = owner.sort();
                    named.add(key, owner.partition());
                    taken++;
                }
            }
        }
        folder.keep(new Owned(part, named.end()));
        return taken;
    }

    /**
     * Writes a part, keeps it, and returns how many rows it has.
     *
     * @param rules say how many users must name an object so that they have claims on it
     * @param since the import before
     */
    static long write(ImportFolder folder, SortedRuns named, ClaimRules rules, Optional<Place> since, int part)
            throws IOException {
        long claims = 0;
        long objects = 0;
        Changes changes;
        try (TableOutput output = TableOutput.create(folder, since, Table.CLAIMS, part)) {
            Row last = null;
            int ofObject = 0;
            for (Iterator<Entry> all = named.part(part); all.hasNext(); ) {
                Row row = all.next().row();
                if (last != null && Row.BY_KEY.compare(last, row) == 0) {
                    continue;
                }
                ofObject = last != null && Row.BY_PARTITION.compare(last, row) == 0 ? ofObject + 1 : 1;
                int users = rules.users(row.partition());
                if (ofObject == users) {
                    objects++;
                    claims += users;
                    if (users == 2) {
                        output.add(claim(last));
                    }
                    output.add(claim(row));
                } else if (ofObject > users) {
                    claims++;
                    output.add(claim(row));
                }
                last = row;
            }
            changes = output.end();
        }
        folder.keep(new Claimed(part, claims, objects, changes));
        return claims;
    }

    private static Row claim(Row named) {
        String json = RowJson.write(Map.of(
                Table.CLAIMS.partition(), AttributeValue.fromS(named.partition()),
                Table.CLAIMS.sort().orElseThrow(), AttributeValue.fromS(named.sort())));
        return new Row(named.hash(), named.partition(), named.sort(), 0, json);
    }
}
