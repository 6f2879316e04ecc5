package sundown.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Region;
import sundown.edge.Code;
import sundown.timeline.Dates.Phase;

/**
 * The notice of a region: the body of {@code GET /notice}. Instants are ISO 8601 in UTC; dates that are promised as
 * local dates have those beside them.
 *
 * @param ends false where nothing ends, and while nothing is announced; {@code code} tells the two apart, and there is
 *     no group and no date
 * @param code of the message: a {@link Message}
 */
@RegisterForReflection
public record NoticeView(
        Region region,
        boolean ends,
        Optional<GroupId> group,
        Optional<Phase> phase,
        Optional<Dates> dates,
        String message,
        String code) {

    /** The messages of a notice. */
    public enum Message implements Code {
        NOT_ANNOUNCED("Nothing is announced yet."),
        NOTHING_ENDS("Nothing ends in this region: galleries there stay as they are."),
        RUNS_AS_USUAL("The gallery service runs as usual."),
        ANNOUNCED("The gallery service ends. Exports open %s."),
        EXPORTS_OPEN("Photos can be taken out until %s."),
        EXPORTS_CLOSED("Exports ended at %s.");

        private final String sentence;

        Message(String sentence) {
            this.sentence = sentence;
        }
    }

    /** The view of a region. */
    static NoticeView of(Region region, Timeline timeline, Instant now) {
        return of(region, timeline.groupOf(region), timeline, now);
    }

    /**
     * The view of a user.
     *
     * @param group with the dates of this user
     */
    public static NoticeView of(Region region, Optional<Group> group, Timeline timeline, Instant now) {
        return group.map(ending -> ending(region, ending, ending.dates().phaseAt(now)))
                .orElseGet(() -> unending(region, timeline.announced() ? Message.NOTHING_ENDS : Message.NOT_ANNOUNCED));
    }

    private static NoticeView unending(Region region, Message message) {
        return new NoticeView(
                region, false, Optional.empty(), Optional.empty(), Optional.empty(), message.sentence, message.code());
    }

    private static NoticeView ending(Region region, Group group, Phase phase) {
        Message message = message(phase);
        return new NoticeView(
                region,
                true,
                Optional.of(group.id()),
                Optional.of(phase),
                Optional.of(group.dates()),
                message.sentence.formatted(
                        phase == Phase.ANNOUNCED
                                ? group.dates().opening()
                                : group.dates().closing()),
                message.code());
    }

    private static Message message(Phase phase) {
        return switch (phase) {
            case RUNNING -> Message.RUNS_AS_USUAL;
            case ANNOUNCED -> Message.ANNOUNCED;
            case EXPORTS_OPEN -> Message.EXPORTS_OPEN;
            case CLOSED -> Message.EXPORTS_CLOSED;
        };
    }
}
