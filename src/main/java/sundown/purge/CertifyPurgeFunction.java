package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.gallery.ObjectKey;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.purge.Certificate.Claim;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.GroupId;

/**
 * Proves that a group has been deleted, or lists the differences: an operator's call, {@code {"group"}}, with
 * {@code unnamed} if people counted the objects that no account names. The first call begins a verification, which
 * lists everything again in the background. Further calls tell its progress; once it has ended, the next call issues
 * the certificate, or answers with the differences.
 */
@Singleton
public record CertifyPurgeFunction(
        OperatorEdge edge,
        PurgeGroups groups,
        PurgeStore purges,
        Verification verification,
        Certificates certificates) {
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

    /** Answers with a {@link CertificateView}. */
    @Funq("certify-purge")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::certify);
    }

    private CertificateView certify(Call call, Operator by) {
        GroupId group = groups.require(call.group());
        Claim claim = certificates.claim(call.unnamed());
        PurgeContext now = groups.circumstances(group);
        Purge purge = PurgeRules.current(purges.find(group), now).orElseThrow(() -> notPurged());
        return switch (CertificateRules.next(purge.state(), now.saidTwice(purge.plan()))) {
            case CertificateRules.CertificateStep.Verify verify -> verify(purge, verify, now, by, claim);
            case CertificateRules.CertificateStep.Show _ -> show(purge);
            case CertificateRules.CertificateStep.TooEarly _ -> throw notPurged();
        };
    }

    private static Problem notPurged() {
        return Problem.of(
                ProblemType.NOT_PURGED,
                "Its latest plan has not been carried out to its end; get-purge tells how far it is.");
    }

    private CertificateView show(Purge purge) {
        ObjectKey key = key(purge);
        return view(purge, key, certificates.find(key).orElseThrow());
    }

    private CertificateView verify(
            Purge purge, CertificateRules.CertificateStep.Verify verify, PurgeContext now, Operator by, Claim claim) {
        return switch (verification.advance(purge, verify.since(), now)) {
            case Verification.Stand.UnderWay underWay ->
                CertificateView.verifying(purge.group().value(), underWay);
            case Verification.Stand.Ended ended
            when ended.findings().differences().count() == 0 ->
                certified(purge, certificates.make(purge.plan(), verify.approvals(), now, by, ended.findings(), claim));
            case Verification.Stand.Ended ended -> differing(purge, now, ended);
        };
    }

    /** The certificate comes before the state: a certified purge has a certificate. */
    private CertificateView certified(Purge purge, Certificate certificate) {
        ObjectKey key = key(purge);
        String document = certificates.issue(key, certificate);
        save(purge.withState(
                new PurgeState.Certified(certificate.circumstances().now())));
        return view(purge, key, document);
    }

    /** The next call verifies the purge again, because people may have resolved the difference. */
    private CertificateView differing(Purge purge, PurgeContext now, Verification.Stand.Ended ended) {
        save(purge.withState(new PurgeState.Differs(CertificateRules.after(ended.run(), now.now()))));
        return CertificateView.differs(
                purge.group().value(),
                AuditKeys.differences(purge.group(), purge.plan().id(), ended.run()),
                ended.findings().differences());
    }

    private void save(Purge purge) {
        if (purges.save(purge).isEmpty()) {
            throw Problem.of(ProblemType.CHANGED_MEANWHILE, "The purge changed during the inspection: call again.");
        }
    }

    private static CertificateView view(Purge purge, ObjectKey key, String document) {
        return CertificateView.certified(purge.group().value(), key, document);
    }

    private static ObjectKey key(Purge purge) {
        return AuditKeys.certificate(purge.group(), purge.plan().id());
    }
}
