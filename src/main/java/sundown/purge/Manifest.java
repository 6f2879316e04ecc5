package sundown.purge;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import sundown.edge.Json;

/** What was found of all users, in the order of their ids; of whom two shards found, the first one counts. */
final class Manifest {
    private final PurgePlan plan;
    private final Map<String, ManifestLine> lines = new TreeMap<>();
    private final Collection<String> strange = new TreeSet<>(BucketListing.ORDER);

    /** The manifest of a plan, empty at first. */
    Manifest(PurgePlan plan) {
        this.plan = plan;
    }

    /** Pages are added in the order of their keys, and so of their shards. */
    void add(ManifestPage page) {
        page.lines().forEach(line -> lines.putIfAbsent(line.user().value(), line));
        strange.addAll(page.strange());
    }

    Collection<ManifestLine> lines() {
        return lines.values();
    }

    Collection<String> strange() {
        return strange;
    }

    /** A header, and a line for everybody but those of other groups. */
    byte[] write() {
        StringBuilder text = new StringBuilder(header()).append('\n');
        lines.values().stream()
                .filter(line -> line.standing() != Standing.FOREIGN)
                .forEach(line -> text.append(line.write()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("group", plan.group().value());
        header.put("planId", plan.id().value());
        header.put("madeAt", plan.begunAt().toString());
        header.put("by", plan.by().name());
        header.put("timeline", plan.timeline());
        header.put("holdChanges", plan.holdChanges());
        return Json.write(header);
    }

    /** Its counts, under the hash of what is kept. */
    PurgePlan.Planned planned(ManifestHash hash) {
        return new PurgePlan.Planned(
                hash,
                lines.values().stream().filter(line -> line.standing().listed()).count(),
                count(Standing.HELD),
                count(Standing.FOREIGN),
                lines.values().stream().map(ManifestLine::totals).reduce(Totals.NONE, Totals::plus));
    }

    long count(Standing standing) {
        return lines.values().stream()
                .filter(line -> line.standing() == standing)
                .count();
    }
}
