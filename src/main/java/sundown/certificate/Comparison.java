package sundown.certificate;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.purge.Deletion;
import sundown.purge.DeletionRecords;
import sundown.purge.ManifestLine;
import sundown.purge.Parallelism;
import sundown.purge.Purge;
import sundown.purge.UserRows;
import sundown.receipt.ReceiptStore;

/** Compares what a manifest lists with what was done, user by user. */
@Singleton
final class Comparison {
    private final DeletionRecords records;
    private final UserRows rows;
    private final ReceiptStore receipts;
    private final Parallelism parallelism;

    Comparison(DeletionRecords records, UserRows rows, ReceiptStore receipts, Parallelism parallelism) {
        this.records = records;
        this.rows = rows;
        this.receipts = receipts;
        this.parallelism = parallelism;
    }

    /** What differs; somebody whom the manifest does not list comes last. */
    List<Difference> differences(Purge purge, List<ManifestLine> lines) {
        Map<UserId, Deletion> done = done(purge);
        List<Difference> differences = new ArrayList<>();
        lines.forEach(line -> CertificateRules.deleted(line, Optional.ofNullable(done.remove(line.user())))
                .ifPresent(differences::add));
        done.values().stream()
                .flatMap(deletion -> CertificateRules.notListed(deletion).stream())
                .forEach(differences::add);
        rowsLeft(lines).forEach(differences::add);
        return differences;
    }

    /** Counts the listed users that have a receipt. */
    long receipts(List<ManifestLine> lines) {
        Stream<UserId> users =
                lines.stream().filter(line -> line.standing().listed()).map(ManifestLine::user);
        return parallelism
                .map(users, receipts::find)
                .filter(Optional::isPresent)
                .count();
    }

    private Map<UserId, Deletion> done(Purge purge) {
        Map<UserId, Deletion> done = new HashMap<>();
        try (Stream<Deletion> all = records.all(purge.group(), purge.plan().id())) {
            all.forEach(deletion -> done.put(deletion.user(), deletion));
        }
        return done;
    }

    /** Whoever was under hold when the plan was made may be under none by now. */
    private Stream<Difference> rowsLeft(List<ManifestLine> lines) {
        Stream<UserId> users =
                lines.stream().filter(line -> line.standing().ofGroup()).map(ManifestLine::user);
        return parallelism
                .map(users, user -> CertificateRules.rows(user, rows.any(user)))
                .flatMap(Optional::stream);
    }
}
