package sundown.certificate;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.purge.Deletion;
import sundown.purge.DeletionRecords;
import sundown.purge.ManifestLine;
import sundown.purge.Parallelism;
import sundown.purge.Purge;
import sundown.purge.Standing;
import sundown.purge.UserRows;
import sundown.receipt.ReceiptStore;

/** Compares what a manifest lists with what was done, user by user and chunk by chunk. */
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

    /** Compares a chunk of the manifest; somebody whom it does not list comes last. */
    Compared compare(Purge purge, int chunk, List<ManifestLine> lines) {
        Map<UserId, Deletion> done = done(purge, chunk);
        List<Difference> differences = new ArrayList<>();
        lines.forEach(line -> CertificateRules.deleted(line, Optional.ofNullable(done.remove(line.user())))
                .ifPresent(differences::add));
        done.values().stream()
                .flatMap(deletion -> CertificateRules.notListed(deletion).stream())
                .forEach(differences::add);
        rowsLeft(lines).forEach(differences::add);
        return new Compared(listed(lines).count(), receipts(lines), differences, held(lines));
    }

    /**
     * What comes of it.
     *
     * @param listed accounts whose entries the manifest lists
     * @param receipts accounts of these of which a receipt is kept
     * @param held users whom it leaves out since they were under hold
     */
    record Compared(long listed, long receipts, List<Difference> differences, Set<UserId> held) {
        static final Compared NOTHING = new Compared(0, 0, List.of(), Set.of());

        Compared {
            differences = List.copyOf(differences);
            held = Set.copyOf(held);
        }

        Compared plus(Compared more) {
            return new Compared(
                    listed + more.listed,
                    receipts + more.receipts,
                    Stream.concat(differences.stream(), more.differences.stream())
                            .toList(),
                    Stream.concat(held.stream(), more.held.stream()).collect(Collectors.toSet()));
        }
    }

    private long receipts(List<ManifestLine> lines) {
        return parallelism
                .map(listed(lines), receipts::find)
                .filter(Optional::isPresent)
                .count();
    }

    private static Stream<UserId> listed(List<ManifestLine> lines) {
        return lines.stream().filter(line -> line.standing().listed()).map(ManifestLine::user);
    }

    private static Set<UserId> held(List<ManifestLine> lines) {
        return lines.stream()
                .filter(line -> line.standing() == Standing.HELD)
                .map(ManifestLine::user)
                .collect(Collectors.toSet());
    }

    private Map<UserId, Deletion> done(Purge purge, int chunk) {
        Map<UserId, Deletion> done = new HashMap<>();
        try (Stream<Deletion> all = records.of(purge.group(), purge.plan().id(), chunk)) {
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
