package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Json;
import sundown.gallery.ObjectKey;
import sundown.operator.Operator;
import sundown.purge.Approvals.Approval;
import sundown.purge.CertificateChain.Link;
import sundown.purge.Findings.Spared;

/**
 * A certificate of a group, without its place in the chain. It names no user.
 *
 * <p>Its document is one line of JSON without a blank or an end, in UTF-8, with the members always in the same order.
 * The last member, {@code sha256}, is the SHA-256 over the line without that member and the comma before it, as
 * {@code jq -cj 'del(.sha256)'} prints the line. {@code previous} is the hash of the certificate before it, of whatever
 * group; the first certificate has no such member.
 *
 * @param plan the plan that ended the purge
 * @param regions the group's regions in the timeline
 * @param circumstances of the moment of the certificate
 * @param killSwitch the last position of the kill switch, if it was ever set
 * @param by the operator who asked for the certificate
 * @param claim the statement about objects that no account names
 */
record Certificate(
        Plan plan,
        JsonNode regions,
        Approvals approvals,
        PurgeContext circumstances,
        Optional<KillSwitch.Position> killSwitch,
        Operator by,
        Findings findings,
        Claim claim) {
    /** The statement of a certificate about objects that no account names. */
    sealed interface Claim {
        /**
         * There are no such objects: the buckets keep groups apart, and the verification saw everything of the group.
         */
        record NothingElse() implements Claim {}

        /**
         * The certificate covers the accounts of the group alone: the gallery does not keep groups apart.
         *
         * @param unnamed the number of objects that no account names, if an operator counted them; all of them are left
         */
        record AccountsAlone(Optional<Long> unnamed) implements Claim {}
    }

    /** The next link of the chain. */
    Link after(Optional<Link> last, ObjectKey key) {
        long number = last.map(Link::number).orElse(0L) + 1;
        Map<String, Object> members = members(number);
        last.ifPresent(previous -> members.put("previous", previous(previous)));
        ManifestHash hash = ManifestHash.over(Json.write(members).getBytes(StandardCharsets.UTF_8));
        members.put("sha256", hash.hex());
        return new Link(number, key, hash, Json.write(members));
    }

    private Map<String, Object> members(long number) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("number", number);
        members.put("group", circumstances.group().value());
        members.put("regions", regions);
        members.put("timeline", circumstances.timelineVersion());
        members.put("planId", plan.id().value());
        members.put("manifestHash", plan.manifest().hex());
        members.put("deleted", deleted(findings));
        members.put("held", spared(findings.held()));
        if (findings.foreign().users() > 0) {
            members.put("foreign", spared(findings.foreign()));
        }
        if (findings.forOthers().kept().entries() > 0) {
            members.put("forOthers", forOthers(findings));
        }
        members.put("receipts", findings.receipts());
        members.put("remaining", 0);
        switch (claim) {
            case Claim.NothingElse _ -> {}
            case Claim.AccountsAlone alone -> members.put("accountsAlone", accountsAlone(alone));
        }
        members.put("times", times());
        put(members, "plannedBy", plan.plannedBy());
        members.put("approvals", approvals(approvals.all()));
        put(members, "certifiedBy", by);
        members.put("plans", findings.plans().stream().map(Certificate::plan).toList());
        killSwitch.ifPresent(position -> members.put("killSwitch", killSwitch(position)));
        return members;
    }

    /** The sums of all plans. An account that two plans went through counts once. */
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

    private Map<String, Object> times() {
        List<PlanDone> plans = findings.plans();
        Map<String, Object> times = new LinkedHashMap<>();
        circumstances.close().ifPresent(at -> times.put("close", at.toString()));
        circumstances.drainedAt().ifPresent(at -> times.put("drained", at.toString()));
        times.put("planned", plan.at().toString());
        approvals.until().ifPresent(at -> times.put("pausedUntil", at.toString()));
        plans.stream()
                .flatMap(plan -> plan.firstAt().stream())
                .min(Instant::compareTo)
                .ifPresent(at -> times.put("firstDeleted", at.toString()));
        plans.stream()
                .flatMap(plan -> plan.lastAt().stream())
                .max(Instant::compareTo)
                .ifPresent(at -> times.put("lastDeleted", at.toString()));
        times.put("certified", circumstances.now().toString());
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

    /** The name is for people. The subject beside it tells who the person was. */
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
