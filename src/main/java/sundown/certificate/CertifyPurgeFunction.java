package sundown.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.RequestBody;
import sundown.gallery.ObjectKey;
import sundown.purge.Approvals;
import sundown.purge.AuditFiles;
import sundown.purge.Operator;
import sundown.purge.Purge;
import sundown.purge.PurgeContext;
import sundown.purge.PurgeGroups;
import sundown.purge.PurgeRules;
import sundown.purge.PurgeState;
import sundown.purge.PurgeStore;
import sundown.timeline.GroupId;

/**
 * Proves that a group has been deleted, or says what differs: an operator's call, {@code {"group", "by"}}. It lists the
 * buckets anew and looks for three rows of each listed user, 32 users at once: 15 minutes suffice for some hundred
 * thousand. One that died is called again, and begins anew.
 */
@Singleton
public final class CertifyPurgeFunction {
    private static final OperatorForm FORM = OperatorForm.of("certify-purge", "group", "by");
    private final OperatorEdge edge;
    private final PurgeGroups groups;
    private final PurgeStore purges;
    private final Inspection inspection;
    private final CertificateMaker maker;
    private final CertificateIssue certificates;
    private final AuditFiles files;

    CertifyPurgeFunction(
            OperatorEdge edge,
            PurgeGroups groups,
            PurgeStore purges,
            Inspection inspection,
            CertificateMaker maker,
            CertificateIssue certificates,
            AuditFiles files) {
        this.edge = edge;
        this.groups = groups;
        this.purges = purges;
        this.inspection = inspection;
        this.maker = maker;
        this.certificates = certificates;
        this.files = files;
    }

    /** Answers with a {@link CertificateView}. */
    @Funq("certify-purge")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::certify);
    }

    private CertificateView certify(RequestBody call) {
        GroupId group = groups.named(call);
        Operator by = call.id("by", Operator::new);
        PurgeContext now = groups.circumstances(group);
        Purge purge = PurgeRules.current(purges.find(group), now).orElseThrow(() -> CertificateProblems.notPurged());
        return switch (CertificateRules.next(purge.state(), now.approved(purge.plan()))) {
            case CertificateRules.Step.Inspect inspect -> inspect(purge, inspect.approvals(), now, by);
            case CertificateRules.Step.Show ignored -> show(purge);
            case CertificateRules.Step.TooEarly ignored -> throw CertificateProblems.notPurged();
        };
    }

    private CertificateView show(Purge purge) {
        ObjectKey key = key(purge);
        return view(purge, key, certificates.find(key).orElseThrow());
    }

    private CertificateView inspect(Purge purge, Approvals approvals, PurgeContext now, Operator by) {
        Findings findings = inspection.inspect(purge, now.now());
        return switch (CertificateRules.verdict(findings.differences())) {
            case CertificateRules.Verdict.Matches ignored ->
                certified(purge, maker.make(purge.plan(), approvals, now, by, findings));
            case CertificateRules.Verdict.Differs differs -> differing(purge, now, differs.differences());
        };
    }

    /** The certificate comes first: a purge that is certified has one. */
    private CertificateView certified(Purge purge, Certificate certificate) {
        ObjectKey key = key(purge);
        String document = certificates.issue(key, certificate);
        save(purge.in(new PurgeState.Certified(certificate.circumstances().now())));
        return view(purge, key, document);
    }

    private CertificateView differing(Purge purge, PurgeContext now, List<Difference> differences) {
        ObjectKey key = CertificateKeys.differences(purge.group(), purge.plan().id(), now.now());
        String all = Json.write(differences.stream().map(Difference::members).toList());
        files.putIfAbsent(key, all.getBytes(StandardCharsets.UTF_8));
        save(purge.in(new PurgeState.Differs(now.now())));
        return CertificateView.differs(purge.group().value(), key, differences);
    }

    private void save(Purge purge) {
        if (purges.save(purge).isEmpty()) {
            throw CertificateProblems.changedMeanwhile();
        }
    }

    private static CertificateView view(Purge purge, ObjectKey key, String document) {
        return CertificateView.certified(purge.group().value(), key, document);
    }

    private static ObjectKey key(Purge purge) {
        return CertificateKeys.certificate(purge.group(), purge.plan().id());
    }
}
