package sundown.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Region;

/**
 * What ends in a region: the body of {@code GET /notice}. Instants are ISO 8601 in UTC.
 *
 * @param ends false where nothing ends; there is no group and no date then
 */
@RegisterForReflection
public record NoticeView(
        String region,
        boolean ends,
        Optional<String> group,
        Optional<Phase> phase,
        Optional<DatesView> dates,
        String message) {

    /** The dates of a group. */
    @RegisterForReflection
    public record DatesView(String notice, String exportsOpen, String close, String refundBy) {
        /** Writes dates as ISO 8601. */
        public static DatesView of(Dates dates) {
            return new DatesView(
                    dates.notice().toString(),
                    dates.exportsOpen().toString(),
                    dates.close().toString(),
                    dates.refundBy().toString());
        }
    }

    /** The view of a region, with its group if it has one. */
    public static NoticeView of(Region region, Optional<Group> group, Instant now) {
        return group.map(ending -> ending(region, ending, ending.dates().phaseAt(now)))
                .orElseGet(() -> exempt(region));
    }

    private static NoticeView exempt(Region region) {
        return new NoticeView(
                region.code(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Nothing ends in this region: galleries there stay as they are.");
    }

    private static NoticeView ending(Region region, Group group, Phase phase) {
        return new NoticeView(
                region.code(),
                true,
                Optional.of(group.id().value()),
                Optional.of(phase),
                Optional.of(DatesView.of(group.dates())),
                message(group, phase));
    }

    private static String message(Group group, Phase phase) {
        return switch (phase) {
            case RUNNING -> "The gallery service runs as usual.";
            case ANNOUNCED ->
                "The gallery service ends. Exports open at " + group.dates().exportsOpen() + ".";
            case EXPORTS_OPEN ->
                "Photos can be taken out until " + group.dates().close() + ".";
            case CLOSED -> "Exports ended at " + group.dates().close() + ".";
        };
    }
}
