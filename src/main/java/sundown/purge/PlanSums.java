package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Json;

/**
 * What the worker of a chunk of a plan keeps in its checkpoint, and in memory what the page under way has brought.
 *
 * @param plan that the chunk belongs to
 * @param chunk its number in the manifest
 * @param range the folders that it lists; everything for a chunk of accounts
 * @param page what this page has brought, which is kept in the audit bucket before the checkpoint
 * @param summary the result of the chunk, once it has ended
 */
record PlanSums(PlanId plan, int chunk, FolderRange range, ManifestPage page, Optional<ChunkSummary> summary) {
    static PlanSums begun(PlanId plan, int chunk, FolderRange range) {
        return new PlanSums(plan, chunk, range, ManifestPage.EMPTY, Optional.empty());
    }

    PlanSums with(ManifestLine line) {
        List<ManifestLine> lines = new ArrayList<>(page.lines());
        lines.add(line);
        return new PlanSums(plan, chunk, range, new ManifestPage(lines, page.strange()), summary);
    }

    PlanSums withStrange(String name) {
        List<String> strange = new ArrayList<>(page.strange());
        strange.add(name);
        return new PlanSums(plan, chunk, range, new ManifestPage(page.lines(), strange), summary);
    }

    /** The same, once the page is kept. */
    PlanSums kept() {
        return new PlanSums(plan, chunk, range, ManifestPage.EMPTY, summary);
    }

    PlanSums ended(ChunkSummary end) {
        return new PlanSums(plan, chunk, range, page, Optional.of(end));
    }

    /** A page under way is in no checkpoint. */
    String write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("planId", plan.value());
        members.put("chunk", chunk);
        range.putInto(members);
        summary.ifPresent(end -> members.put("summary", end.members()));
        return Json.write(members);
    }

    static PlanSums read(String text) {
        JsonNode root = Json.read(text);
        return new PlanSums(
                new PlanId(Json.text(root, "planId")),
                root.path("chunk").intValue(),
                FolderRange.in(root),
                ManifestPage.EMPTY,
                root.has("summary") ? Optional.of(ChunkSummary.read(root.path("summary"))) : Optional.empty());
    }
}
