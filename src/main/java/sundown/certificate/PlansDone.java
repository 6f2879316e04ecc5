package sundown.certificate;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.purge.AuditFiles;
import sundown.purge.DeletionRecords;
import sundown.purge.ManifestKeys;
import sundown.purge.ManifestRoot;
import sundown.purge.PlanId;
import sundown.purge.Purge;
import sundown.timeline.GroupId;

/** The plans of a group that deleted something, also those that were aborted or differed. */
@Singleton
final class PlansDone {
    private final AuditFiles files;
    private final DeletionRecords records;

    PlansDone(AuditFiles files, DeletionRecords records) {
        this.files = files;
        this.records = records;
    }

    /** They, and the one of this purge in any case, in the order of their first deletion. */
    List<PlanDone> of(Purge purge) {
        try (Stream<String> ids = files.folders(ManifestKeys.plans(purge.group()))) {
            return ids.map(id -> done(purge.group(), new PlanId(id)))
                    .filter(done -> done.firstAt().isPresent()
                            || done.plan().equals(purge.plan().id()))
                    .sorted(Comparator.comparing(done -> done.firstAt().orElse(Instant.MAX)))
                    .toList();
        }
    }

    private PlanDone done(GroupId group, PlanId plan) {
        Optional<ManifestRoot> root = files.read(ManifestKeys.root(group, plan)).map(ManifestRoot::read);
        int chunks = root.map(ManifestRoot::parts).orElse(0);
        return IntStream.range(0, chunks)
                .boxed()
                .flatMap(chunk -> records.of(group, plan, chunk))
                .reduce(PlanDone.nothing(plan, root.map(ManifestRoot::hash)), PlanDone::plus, (one, other) -> {
                    throw new IllegalStateException("records are read in their order");
                });
    }
}
