package sundown.purge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.ReachStore.Reach;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.ObjectKey;
import sundown.operator.Operator;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.CertificateChain.Link;
import sundown.purge.Findings.Cause;
import sundown.purge.Findings.PlanDone;
import sundown.purge.Findings.Spared;
import sundown.purge.Plan.PlanId;
import sundown.receipt.Safety.Sums;
import sundown.refund.FeeCounts;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineDocument;

/**
 * A certificate of a group, without its place in the chain. It names no user.
 *
 * <p>Its document is one line of JSON without a blank or an end, in UTF-8, with the members always in the same order.
 * The last member, {@code sha256}, is the SHA-256 over the line without that member and the comma before it, as
 * {@code jq -cj 'del(.sha256)'} prints the line. {@code previous} is the hash of the certificate before it, of whatever
 * group; the first certificate has no such member.
 *
 * @param plan the plan that ended the purge
 * @param circumstances the circumstances when the certificate was made
 * @param killSwitch the last position of the kill switch, if it was ever set
 * @param by the operator who asked for the certificate
 * @param fees what became of the fees; empty before the first report
 * @param accountsAlone empty if the buckets keep groups apart: then the verification saw everything of the group
 */
record Certificate(
        Plan plan,
        Approvals approvals,
        PurgeContext circumstances,
        Optional<KillSwitch.Position> killSwitch,
        Operator by,
        Findings findings,
        Optional<CountedFees> fees,
        Optional<AccountsAlone> accountsAlone) {
    /**
     * The fees of the group, as the latest report counted them.
     *
     * @param countedAt when that report began
     */
    @RegisterForReflection
    record CountedFees(@JsonUnwrapped FeeCounts fees, Instant countedAt) {
        private static final ObjectKey REPORT = new ObjectKey("progress/latest.json");

        /** Reads the fees of a group in the latest report; empty if it has not counted the group. */
        static Optional<CountedFees> find(AuditFiles files, GroupId group) {
            return files.read(REPORT)
                    .map(report -> Json.read(new String(report, StandardCharsets.UTF_8)))
                    .flatMap(report -> report.path("groups")
                            .valueStream()
                            .filter(counted -> counted.path("group").asText().equals(group.value()))
                            .findFirst()
                            .map(counted -> new CountedFees(
                                    Json.read(counted.path("fees").toString(), FeeCounts.class),
                                    Instant.parse(report.path("at").asText()))));
        }
    }

    /**
     * The statement that a certificate covers the accounts of the group alone: the gallery does not keep groups apart.
     *
     * @param unnamed the number of objects that no account names, if an operator counted them; all of them are left
     */
    @RegisterForReflection
    record AccountsAlone(Optional<Long> unnamed) {}

    @RegisterForReflection
    private record Kept(long accounts, @JsonUnwrapped Totals kept) {
        private static Kept of(Spared spared) {
            return new Kept(spared.users(), spared.kept());
        }
    }

    /** The sums of all plans. An account that two plans went through counts once. */
    @RegisterForReflection
    private record Deleted(long accounts, @JsonUnwrapped Totals totals, long rows, long appeared) {
        private static Deleted of(Findings findings) {
            List<PlanDone> plans = findings.plans();
            return new Deleted(
                    findings.listed(),
                    plans.stream().map(PlanDone::deleted).reduce(Totals.NONE, Totals::plus),
                    plans.stream().mapToLong(PlanDone::rows).sum(),
                    plans.stream().mapToLong(PlanDone::appeared).sum());
        }
    }

    /** The instants of a purge, in their order. */
    @RegisterForReflection
    private record Times(
            Optional<Instant> close,
            Optional<Instant> drained,
            Instant planned,
            Optional<Instant> pausedUntil,
            Optional<Instant> firstDeleted,
            Optional<Instant> lastDeleted,
            Instant certified) {}

    @RegisterForReflection
    private record PlanSums(
            PlanId planId,
            Optional<Sha256> manifestHash,
            long accounts,
            @JsonUnwrapped Totals deleted) {
        private static PlanSums of(PlanDone plan) {
            return new PlanSums(plan.plan(), plan.manifest(), plan.accounts(), plan.deleted());
        }
    }

    @RegisterForReflection
    private record Stopped(boolean stopped, Instant at) {}

    @RegisterForReflection
    private record Previous(ObjectKey key, Sha256 sha256) {}

    /** The document. The order of its components is the order of its members. */
    @RegisterForReflection
    private record Document(
            long number,
            GroupId group,
            JsonNode regions,
            int timeline,
            PlanId planId,
            Sha256 manifestHash,
            Deleted deleted,
            Sums safety,
            Map<Reach, Long> reach,
            Kept held,
            Optional<Kept> foreign,
            Optional<Totals> forOthers,
            long receipts,
            long remaining,
            Optional<CountedFees> fees,
            Optional<AccountsAlone> accountsAlone,
            Times times,
            String plannedBy,
            Optional<String> plannedBySubject,
            List<Approval> approvals,
            String certifiedBy,
            Optional<String> certifiedBySubject,
            List<PlanSums> plans,
            Optional<Stopped> killSwitch,
            Optional<Previous> previous,
            Optional<Sha256> sha256) {}

    /** Makes the next link of the chain. */
    Link after(Optional<Link> last, ObjectKey key) {
        long number = last.map(Link::number).orElse(0L) + 1;
        Optional<Previous> previous = last.map(before -> new Previous(before.key(), before.sha256()));
        Sha256 hash = Sha256.over(
                Json.write(document(number, previous, Optional.empty())).getBytes(StandardCharsets.UTF_8));
        return new Link(number, key, hash, Json.write(document(number, previous, Optional.of(hash))));
    }

    private Document document(long number, Optional<Previous> previous, Optional<Sha256> sha256) {
        return new Document(
                number,
                circumstances.group(),
                Json.tree(TimelineDocument.regions(circumstances.timeline().require(circumstances.group()))),
                circumstances.timeline().version(),
                plan.id(),
                plan.manifest(),
                Deleted.of(findings),
                plan.safety(),
                plan.reach(),
                Kept.of(findings.spared(Cause.HELD)),
                Optional.of(findings.spared(Cause.FOREIGN))
                        .filter(spared -> spared.users() > 0)
                        .map(Kept::of),
                Optional.of(findings.spared(Cause.SHARED).kept()).filter(kept -> kept.entries() > 0),
                findings.receipts(),
                0,
                fees,
                accountsAlone,
                times(),
                plan.plannedBy().name(),
                plan.plannedBy().subject(),
                approvals.all(),
                by.name(),
                by.subject(),
                findings.plans().stream().map(PlanSums::of).toList(),
                killSwitch.map(position -> new Stopped(position.stopped(), position.at())),
                previous,
                sha256);
    }

    private Times times() {
        List<PlanDone> plans = findings.plans();
        return new Times(
                circumstances.close(),
                circumstances.drainedAt(),
                plan.at(),
                approvals.until(),
                plans.stream().flatMap(done -> done.firstAt().stream()).min(Instant::compareTo),
                plans.stream().flatMap(done -> done.lastAt().stream()).max(Instant::compareTo),
                circumstances.now());
    }
}
