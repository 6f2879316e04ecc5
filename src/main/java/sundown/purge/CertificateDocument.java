package sundown.purge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Json;
import sundown.gallery.ObjectKey;
import sundown.operator.Operator;

/**
 * A certificate as JSON: one line without a blank or an end, in UTF-8, its members always in the same order. The last
 * one, {@code sha256}, is the SHA-256 over the line as it is without that member, its comma included: what {@code jq
 * -cj 'del(.sha256)'} prints. {@code previous} is the hash of the certificate before it, of whatever group; the first
 * one has none.
 */
final class CertificateDocument {
    private CertificateDocument() {}

    /** The next one of the chain. */
    static Link after(Optional<Link> last, ObjectKey key, Certificate certificate) {
        long number = last.map(Link::number).orElse(0L) + 1;
        Map<String, Object> members = members(number, certificate);
        last.ifPresent(previous -> members.put("previous", previous(previous)));
        ManifestHash hash = ManifestHash.over(Json.write(members).getBytes(StandardCharsets.UTF_8));
        members.put("sha256", hash.hex());
        return new Link(number, key, hash, Json.write(members));
    }

    private static Map<String, Object> members(long number, Certificate certificate) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("number", number);
        members.put("group", certificate.circumstances().group().value());
        members.put("regions", certificate.regions());
        members.put("timeline", certificate.circumstances().timelineVersion());
        members.put("planId", certificate.plan().id().value());
        members.put("manifestHash", certificate.plan().manifest().hex());
        members.put("deleted", deleted(certificate.findings()));
        members.put("held", spared(certificate.findings().held()));
        if (certificate.findings().foreign().users() > 0) {
            members.put("foreign", spared(certificate.findings().foreign()));
        }
        if (certificate.findings().forOthers().kept().entries() > 0) {
            members.put("forOthers", forOthers(certificate.findings()));
        }
        members.put("receipts", certificate.findings().receipts());
        members.put("remaining", 0);
        switch (certificate.claim()) {
            case Claim.NothingElse _ -> {}
            case Claim.AccountsAlone alone -> members.put("accountsAlone", accountsAlone(alone));
        }
        members.put("times", times(certificate));
        put(members, "plannedBy", certificate.plan().plannedBy());
        members.put("approvals", approvals(certificate.approvals().all()));
        put(members, "certifiedBy", certificate.by());
        members.put(
                "plans",
                certificate.findings().plans().stream()
                        .map(CertificateDocument::plan)
                        .toList());
        certificate.killSwitch().ifPresent(position -> members.put("killSwitch", killSwitch(position)));
        return members;
    }

    /** Of all plans together; an account that two plans went through counts once. */
    private static Map<String, Object> deleted(Findings findings) {
        List<PlanDone> plans = findings.plans();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("accounts", findings.listed());
        plans.stream().map(PlanDone::deleted).reduce(Totals.NONE, Totals::plus).putInto(members);
        members.put("rows", plans.stream().mapToLong(PlanDone::rows).sum());
        members.put("appeared", plans.stream().mapToLong(PlanDone::appeared).sum());
        return members;
    }

    private static Map<String, Object> spared(Spared spared) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("accounts", spared.users());
        spared.kept().putInto(members);
        return members;
    }

    private static Map<String, Object> forOthers(Findings findings) {
        Map<String, Object> members = new LinkedHashMap<>();
        findings.forOthers().kept().putInto(members);
        return members;
    }

    private static Map<String, Object> accountsAlone(Claim.AccountsAlone alone) {
        Map<String, Object> members = new LinkedHashMap<>();
        alone.unnamed().ifPresent(count -> members.put("unnamed", count));
        return members;
    }

    private static Map<String, Object> times(Certificate certificate) {
        List<PlanDone> plans = certificate.findings().plans();
        Map<String, Object> times = new LinkedHashMap<>();
        certificate.circumstances().close().ifPresent(at -> times.put("close", at.toString()));
        certificate.circumstances().drainedAt().ifPresent(at -> times.put("drained", at.toString()));
        times.put("planned", certificate.plan().at().toString());
        certificate.approvals().until().ifPresent(at -> times.put("pausedUntil", at.toString()));
        plans.stream()
                .flatMap(plan -> plan.firstAt().stream())
                .min(Instant::compareTo)
                .ifPresent(at -> times.put("firstDeleted", at.toString()));
        plans.stream()
                .flatMap(plan -> plan.lastAt().stream())
                .max(Instant::compareTo)
                .ifPresent(at -> times.put("lastDeleted", at.toString()));
        times.put("certified", certificate.circumstances().now().toString());
        return times;
    }

    private static List<Map<String, Object>> approvals(List<Approval> approvals) {
        return approvals.stream()
                .map(approval -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    put(members, "by", approval.by());
                    members.put("at", approval.at().toString());
                    return members;
                })
                .toList();
    }

    /** The name is for people, the subject beside it tells who it was. */
    private static void put(Map<String, Object> members, String name, Operator operator) {
        members.put(name, operator.name());
        operator.subject().ifPresent(subject -> members.put(name + "Subject", subject));
    }

    private static Map<String, Object> plan(PlanDone plan) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("planId", plan.plan().value());
        plan.manifest().ifPresent(hash -> members.put("manifestHash", hash.hex()));
        members.put("accounts", plan.accounts());
        plan.deleted().putInto(members);
        return members;
    }

    private static Map<String, Object> killSwitch(KillSwitch.Position position) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("stopped", position.stopped());
        members.put("at", position.at().toString());
        return members;
    }

    private static Map<String, Object> previous(Link link) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("key", link.key().value());
        members.put("sha256", link.sha256().hex());
        return members;
    }
}
