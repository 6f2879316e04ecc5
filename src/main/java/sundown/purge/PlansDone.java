package sundown.purge;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * What each of them did, as far as one chunk of a verification sums it up. A chunk sums up several parts of a plan
     * that has more parts than the verification has chunks. Some chunks sum up no part of a plan that has fewer.
     *
     * @param chunks how many chunks the verification has
     */
    List<PlanDone> of(GroupId group, int chunk, int chunks) {
        try (Stream<String> ids = files.folders(AuditKeys.plans(group))) {
            return ids.map(id -> done(group, new PlanId(id), chunk, chunks))
                    .filter(done -> done.firstAt().isPresent())
                    .toList();
        }
    }

    private PlanDone done(GroupId group, PlanId plan, int chunk, int chunks) {
        Optional<ManifestRoot> root = files.read(AuditKeys.root(group, plan)).map(ManifestRoot::read);
        int parts = root.map(ManifestRoot::parts).orElse(0);
        return IntStream.iterate(chunk, part -> part < parts, part -> part + chunks)
                .mapToObj(part -> done(group, PlanDone.nothing(plan, root.map(ManifestRoot::hash)), part))
                .reduce(PlanDone::plus)
                .orElseGet(() -> PlanDone.nothing(plan, Optional.empty()));
    }

    private PlanDone done(GroupId group, PlanDone nothing, int part) {
        try (Stream<Deletion> all = records.of(group, nothing.plan(), part)) {
            return all.reduce(nothing, PlanDone::plus, PlanDone::plus);
        }
    }
}
