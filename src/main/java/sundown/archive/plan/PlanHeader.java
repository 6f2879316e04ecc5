package sundown.archive.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import sundown.edge.Json;

/**
 * The first line of a plan's document.
 *
 * @param volume from 1
 * @param entries how many lines of entries follow
 * @param leftOut how many lines of items that were left out follow then
 */
record PlanHeader(int volume, int entries, int leftOut) {
    private static final int FORMAT = 1;

    static PlanHeader of(VolumePlan plan) {
        return new PlanHeader(
                plan.number(), plan.entries().size(), plan.leftOut().size());
    }

    String write() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("format", FORMAT);
        header.put("volume", volume);
        header.put("entries", entries);
        header.put("leftOut", leftOut);
        return Json.write(header) + "\n";
    }

    static PlanHeader read(String line) {
        PlanFields fields = new PlanFields(Json.read(line));
        if (fields.number("format") != FORMAT) {
            throw new IllegalArgumentException("not a plan of this format");
        }
        return new PlanHeader(
                fields.smallNumber("volume"), fields.smallNumber("entries"), fields.smallNumber("leftOut"));
    }
}
