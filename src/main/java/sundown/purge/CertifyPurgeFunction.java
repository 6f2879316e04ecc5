package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.failure.PermanentFailure;
import sundown.failure.UntilSaved;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.Certificate.AccountsAlone;
import sundown.purge.Certificate.CountedFees;
import sundown.purge.CertificateChain.Link;
import sundown.purge.Findings.Difference;
import sundown.purge.Findings.Differences;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.purge.Verification.Stand;
import sundown.timeline.GroupId;

/**
 * Proves that a group has been deleted, or lists the differences: an operator's call, {@code {"group"}}, with
 * {@code unnamed} if people counted the objects that no account names. The first call begins a verification, which
 * lists everything again in the background. Further calls tell its progress. Once it has ended, the next call issues
 * the certificate, or answers with the differences.
 *
 * <p>A certificate is appended to the chain with all of its text, and then put into the audit bucket. Before another
 * one is appended, the last one is put into the bucket once more. So a crash in between leaves no gap, and no two
 * certificates name the same predecessor.
 */
@Singleton
public record CertifyPurgeFunction(
        OperatorEdge edge,
        PurgeGroups groups,
        PurgeStore purges,
        Verification verification,
        KillSwitch killSwitch,
        GalleryLayout layout,
        CertificateChain chain,
        AuditFiles files) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("certify-purge", Access.of(Role.PURGE_PLANNER, Role.PURGE_APPROVER), Call.class);

    /** The call. JavaScript reads no larger number of objects exactly. */
    @RegisterForReflection
    record Call(GroupId group, Optional<Long> unnamed) {
        private static final long UNNAMED_MAX = (1L << 53) - 1;

        Call {
            WrongPart.requireWithin("unnamed", unnamed, 0, UNNAMED_MAX);
        }
    }

    /** The answer. Its {@code state} is CERTIFIED, VERIFYING, or DIFFERS. */
    sealed interface View {
        @RegisterForReflection
        record Certified(GroupId group, String state, ObjectKey key, JsonNode certificate) implements View {}

        @RegisterForReflection
        record Verifying(GroupId group, String state, Stand.UnderWay verification) implements View {}

        /**
         * The purge differs.
         *
         * @param key the prefix of the pages of differences in the audit bucket
         * @param count the number of differences
         * @param differences the first of them, at most 100, and at most 20 of a chunk
         */
        @RegisterForReflection
        record Differs(GroupId group, String state, String key, long count, List<Difference> differences)
                implements View {}

        static View of(GroupId group, ObjectKey key, String document) {
            return new Certified(group, "CERTIFIED", key, Json.read(document));
        }
    }

    @Funq("certify-purge")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::certify);
    }

    private View certify(Call call, Operator by) {
        GroupId group = groups.require(call.group());
        Optional<AccountsAlone> accountsAlone = accountsAlone(call.unnamed());
        PurgeContext now = groups.circumstances(group);
        Purge purge = PurgeRules.current(purges.find(group), now).orElseThrow(CertifyPurgeFunction::notPurged);
        if (purge.state() instanceof PurgeState.Certified) {
            return View.of(group, key(purge), find(key(purge)).orElseThrow());
        }
        Instant since = purge.state().unprovenSince().orElseThrow(CertifyPurgeFunction::notPurged);
        Approvals approvals = now.approved(purge.plan()).orElseThrow(CertifyPurgeFunction::notPurged);
        return switch (verification.advance(purge, since, now)) {
            case Stand.UnderWay underWay -> new View.Verifying(group, "VERIFYING", underWay);
            case Stand.Ended ended when ended.findings().differences().count() > 0 -> differing(purge, now, ended);
            case Stand.Ended ended ->
                certified(
                        purge,
                        now,
                        issue(key(purge), certificate(purge, approvals, now, by, ended.findings(), accountsAlone)));
            case Stand.Outdated outdated ->
                issued(key(purge))
                        .map(document -> certified(purge, now, document))
                        .orElseGet(() ->
                                new View.Verifying(group, "VERIFYING", verification.replace(purge, outdated, now)));
        };
    }

    private Optional<AccountsAlone> accountsAlone(Optional<Long> unnamed) {
        if (!layout.keepsGroupsApart()) {
            return Optional.of(new AccountsAlone(unnamed));
        }
        if (unnamed.isPresent()) {
            throw Problem.wrongPart(
                    "unnamed", "has no place: the gallery keeps groups apart, and nothing of one is left");
        }
        return Optional.empty();
    }

    private static Problem notPurged() {
        return Problem.of(
                ProblemType.NOT_PURGED,
                "Its latest plan has not been carried out to its end; get-purge tells how far it is.");
    }

    private Certificate certificate(
            Purge purge,
            Approvals approvals,
            PurgeContext now,
            Operator by,
            Findings findings,
            Optional<AccountsAlone> accountsAlone) {
        return new Certificate(
                purge.plan(),
                approvals,
                now,
                killSwitch.position(),
                by,
                findings,
                CountedFees.find(files, purge.group()),
                accountsAlone);
    }

    /**
     * The certificate comes before the state: a certified purge has a certificate. If a worker dies in between, the
     * next call finds the certificate, even if the verification is outdated by then.
     */
    private View certified(Purge purge, PurgeContext now, String document) {
        save(purge.withState(new PurgeState.Certified(now.now())));
        return View.of(purge.group(), key(purge), document);
    }

    /** The next call verifies the purge again, because people may have resolved the difference. */
    private View differing(Purge purge, PurgeContext now, Stand.Ended ended) {
        save(purge.withState(new PurgeState.Differs(PurgeRules.after(ended.run(), now.now()))));
        Differences found = ended.findings().differences();
        String pages = AuditKeys.differences(purge.group(), purge.plan().id(), ended.run());
        return new View.Differs(purge.group(), "DIFFERS", pages, found.count(), found.first());
    }

    private void save(Purge purge) {
        if (purges.save(purge).isEmpty()) {
            throw Problem.of(ProblemType.CHANGED_MEANWHILE, "The purge changed during the inspection: call again.");
        }
    }

    /** Issues a certificate unless its plan has one, and returns the text of the plan's certificate. */
    private String issue(ObjectKey key, Certificate certificate) {
        Optional<Link> issued = UntilSaved.save(
                () -> next(key, certificate), link -> Optional.of(link).filter(chain::append));
        issued.ifPresent(this::put);
        return find(key).orElseThrow();
    }

    private Optional<Link> next(ObjectKey key, Certificate certificate) {
        Optional<Link> last = lastPut();
        return find(key).isPresent() ? Optional.empty() : Optional.of(certificate.after(last, key));
    }

    /** Finds the certificate of a plan, if it is issued. */
    private Optional<String> issued(ObjectKey key) {
        lastPut();
        return find(key);
    }

    /** Puts the file of the last link. It may be the plan's own, so this comes before the plan's is looked for. */
    private Optional<Link> lastPut() {
        Optional<Link> last = chain.last();
        last.ifPresent(this::put);
        return last;
    }

    private void put(Link link) {
        byte[] document = link.document().getBytes(StandardCharsets.UTF_8);
        if (!files.putIfAbsent(link.key(), document)
                && files.read(link.key())
                        .filter(there -> Arrays.equals(there, document))
                        .isEmpty()) {
            throw new PermanentFailure("a certificate is not the one of the chain: " + link.key());
        }
    }

    private Optional<String> find(ObjectKey key) {
        return files.read(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static ObjectKey key(Purge purge) {
        return AuditKeys.certificate(purge.group(), purge.plan().id());
    }
}
