package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a verification found: of one user, of a chunk, or of a group.
 *
 * @param plans those that deleted something, each once
 * @param listed accounts that the verified manifest lists
 * @param receipts accounts of these of which a receipt is kept
 * @param held users under hold
 * @param foreign users with an account of another group or none
 */
record Findings(
        List<PlanDone> plans,
        long listed,
        long receipts,
        Spared held,
        Spared foreign,
        ForOthers forOthers,
        Differences differences) {
    static final Findings NOTHING =
            new Findings(List.of(), 0, 0, Spared.NOBODY, Spared.NOBODY, ForOthers.NOTHING, Differences.NONE);

    Findings {
        plans = List.copyOf(plans);
    }

    static Findings of(Differences differences) {
        return new Findings(List.of(), 0, 0, Spared.NOBODY, Spared.NOBODY, ForOthers.NOTHING, differences);
    }

    static Findings ofHeld(Spared held) {
        return new Findings(List.of(), 0, 0, held, Spared.NOBODY, ForOthers.NOTHING, Differences.NONE);
    }

    static Findings ofForeign(Spared foreign) {
        return new Findings(List.of(), 0, 0, Spared.NOBODY, foreign, ForOthers.NOTHING, Differences.NONE);
    }

    static Findings of(List<PlanDone> plans) {
        return new Findings(plans, 0, 0, Spared.NOBODY, Spared.NOBODY, ForOthers.NOTHING, Differences.NONE);
    }

    static Findings of(ForOthers forOthers) {
        return new Findings(List.of(), 0, 0, Spared.NOBODY, Spared.NOBODY, forOthers, Differences.NONE);
    }

    /** Both together. */
    Findings plus(Findings other) {
        return new Findings(
                together(Stream.concat(plans.stream(), other.plans.stream())),
                listed + other.listed,
                receipts + other.receipts,
                held.plus(other.held),
                foreign.plus(other.foreign),
                forOthers.plus(other.forOthers),
                differences.plus(other.differences));
    }

    /** With the plans in the order of their first deletion. */
    Findings inOrder() {
        List<PlanDone> sorted = plans.stream()
                .sorted(Comparator.comparing((PlanDone plan) -> plan.firstAt().orElse(Instant.MAX))
                        .thenComparing(plan -> plan.plan().value()))
                .toList();
        return new Findings(sorted, listed, receipts, held, foreign, forOthers, differences);
    }

    private static List<PlanDone> together(Stream<PlanDone> plans) {
        Map<PlanId, PlanDone> byId = plans.collect(
                Collectors.toMap(PlanDone::plan, Function.identity(), PlanDone::plus, LinkedHashMap::new));
        return List.copyOf(byId.values());
    }

    /** As members of a JSON object, in an order that is always the same. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("plans", plans.stream().map(PlanDone::members).toList());
        members.put("listed", listed);
        members.put("receipts", receipts);
        members.put("held", held.members());
        if (!foreign.equals(Spared.NOBODY)) {
            members.put("foreign", foreign.members());
        }
        if (!forOthers.equals(ForOthers.NOTHING)) {
            members.put("forOthers", forOthers.members());
        }
        members.put("differences", differences.members());
        return members;
    }

    static Findings read(JsonNode object) {
        return new Findings(
                object.path("plans").valueStream().map(PlanDone::read).toList(),
                object.path("listed").longValue(),
                object.path("receipts").longValue(),
                Spared.read(object.path("held")),
                Spared.read(object.path("foreign")),
                ForOthers.read(object.path("forOthers")),
                Differences.read(object.path("differences")));
    }
}
