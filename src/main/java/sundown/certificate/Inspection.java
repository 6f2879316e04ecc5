package sundown.certificate;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.hold.HoldStore;
import sundown.purge.BucketListing;
import sundown.purge.ManifestChunk;
import sundown.purge.ManifestLine;
import sundown.purge.ManifestTree;
import sundown.purge.Purge;
import sundown.purge.Totals;

/** Looks whether a purge did what its manifest says, and nothing else, and whether nothing but holds is left. */
@Singleton
final class Inspection {
    private final Leftovers leftovers;
    private final Comparison comparison;
    private final PlansDone plans;
    private final HoldStore holds;
    private final ManifestTree manifest;

    Inspection(Leftovers leftovers, Comparison comparison, PlansDone plans, HoldStore holds, ManifestTree manifest) {
        this.leftovers = leftovers;
        this.comparison = comparison;
        this.plans = plans;
        this.holds = holds;
        this.manifest = manifest;
    }

    /** What is found. */
    Findings inspect(Purge purge, Instant now) {
        Map<String, Totals> kept = leftovers.list(purge.group());
        Comparison.Compared compared = compared(purge);
        Map<Boolean, List<Difference>> differences = Stream.concat(left(kept), compared.differences().stream())
                .collect(Collectors.partitioningBy(difference -> excused(difference, now)));
        Set<UserId> held = held(compared.held(), differences.get(true), now);
        return new Findings(
                plans.of(purge),
                compared.listed(),
                compared.receipts(),
                held,
                kept(kept, held),
                differences.get(false));
    }

    /** A manifest that nobody approved is compared with nothing. */
    private Comparison.Compared compared(Purge purge) {
        return manifest.root(purge.group(), purge.plan())
                .map(root -> root.chunks().stream()
                        .map(chunk -> compared(purge, chunk))
                        .reduce(Comparison.Compared.NOTHING, Comparison.Compared::plus))
                .orElseGet(() -> CertificateRules.otherManifest(purge.plan().manifest(), "its root"));
    }

    private Comparison.Compared compared(Purge purge, ManifestChunk chunk) {
        return manifest.lines(purge.group(), purge.plan().id(), chunk)
                .map(lines -> comparison.compare(
                        purge,
                        chunk.number(),
                        lines.stream().map(ManifestLine::read).toList()))
                .orElseGet(() -> CertificateRules.otherManifest(purge.plan().manifest(), "chunk " + chunk.number()));
    }

    private static Stream<Difference> left(Map<String, Totals> kept) {
        return kept.entrySet().stream().flatMap(folder -> left(folder.getKey(), folder.getValue()).stream());
    }

    /** Users that the plan left out as held, and users with an object or a row that a later hold kept. */
    private Set<UserId> held(Set<UserId> leftOut, List<Difference> excused, Instant now) {
        Stream<UserId> planned = leftOut.stream().filter(user -> held(user, now));
        Stream<UserId> later = excused.stream().map(difference -> new UserId(difference.who()));
        return Stream.concat(planned, later).collect(Collectors.toSet());
    }

    private boolean held(UserId user, Instant now) {
        return holds.find(user).filter(hold -> hold.holdsAt(now)).isPresent();
    }

    private static Optional<Difference> left(String folder, Totals totals) {
        return BucketListing.owner(folder)
                .map(user -> CertificateRules.left(user, totals))
                .orElseGet(() -> Optional.of(CertificateRules.ofNobody(folder)));
    }

    private static Totals kept(Map<String, Totals> kept, Set<UserId> held) {
        return kept.entrySet().stream()
                .filter(folder -> BucketListing.owner(folder.getKey())
                        .filter(held::contains)
                        .isPresent())
                .map(Map.Entry::getValue)
                .reduce(Totals.NONE, Totals::plus);
    }

    private boolean excused(Difference difference, Instant now) {
        return difference.kind().excusedByHold() && held(new UserId(difference.who()), now);
    }
}
