package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.edge.Json;

/**
 * What the worker of a chunk of a verification keeps in its checkpoint, and in memory what the page under way has
 * brought.
 *
 * @param plan that is verified
 * @param holdChanges how often holds of the group had been changed or released when the chunk began
 * @param range the folders that it lists; everything for a chunk of users
 * @param page the differences of this page, which are kept in the audit bucket before the checkpoint
 */
record VerificationSums(PlanId plan, long holdChanges, FolderRange range, Findings findings, List<Difference> page) {
    VerificationSums {
        page = List.copyOf(page);
    }

    static VerificationSums begun(PlanId plan, long holdChanges, FolderRange range) {
        return new VerificationSums(plan, holdChanges, range, Findings.NOTHING, List.of());
    }

    /** With what was found of one more. */
    VerificationSums with(Findings found) {
        return new VerificationSums(
                plan,
                holdChanges,
                range,
                findings.plus(found),
                Stream.concat(page.stream(), found.differences().first().stream())
                        .toList());
    }

    /** The same, once the page is kept. */
    VerificationSums kept() {
        return new VerificationSums(plan, holdChanges, range, findings, List.of());
    }

    /** True for what was found of a plan, while every hold stands that was relied on. */
    boolean stands(PlanId of, long changesNow, Instant now) {
        return plan.equals(of) && holdChanges == changesNow && findings.held().holdsAt(now);
    }

    /** A page under way is in no checkpoint. */
    String write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("planId", plan.value());
        members.put("holdChanges", holdChanges);
        range.putInto(members);
        members.put("findings", findings.members());
        return Json.write(members);
    }

    static VerificationSums read(String text) {
        JsonNode root = Json.read(text);
        return new VerificationSums(
                new PlanId(Json.text(root, "planId")),
                root.path("holdChanges").longValue(),
                FolderRange.in(root),
                Findings.read(root.path("findings")),
                List.of());
    }
}
