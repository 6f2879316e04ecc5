package sundown.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.milestone.Milestone;
import sundown.milestone.Milestone.Milestones;
import sundown.notify.ChangeReader.Change;
import sundown.notify.Event.EventId;
import sundown.timeline.Dates;
import sundown.timeline.Dates.Phase;

/**
 * Derives the events of a group's milestones: pure. A milestone that was overtaken or has moved gives no event, because
 * it is no longer true.
 */
final class GroupEventRules {
    private GroupEventRules() {}

    /** The events of the milestones that the change has added, in order. */
    static List<Event> events(Change.OfGroup change, Milestones milestones, Instant now) {
        return milestones.all().stream()
                .filter(milestone -> added(change, milestone))
                .filter(milestone -> stands(change, milestone) && lasts(change, milestones.overtaking(milestone), now))
                .flatMap(milestone -> events(change, milestone))
                .toList();
    }

    private static boolean added(Change.OfGroup change, Milestone milestone) {
        Optional<Instant> before =
                change.before().map(reached -> reached.acted().get(milestone));
        Optional<Instant> after = Optional.ofNullable(change.after().acted().get(milestone));
        return after.isPresent() && !after.equals(before);
    }

    private static boolean stands(Change.OfGroup change, Milestone milestone) {
        return milestone
                .at(change.group().dates())
                .equals(Optional.of(change.after().acted().get(milestone)));
    }

    private static boolean lasts(Change.OfGroup change, Optional<Milestone> overtaking, Instant now) {
        return overtaking
                .flatMap(next -> next.at(change.group().dates()))
                .map(now::isBefore)
                .orElse(true);
    }

    private static Stream<Event> events(Change.OfGroup change, Milestone milestone) {
        return switch (milestone) {
            case Milestone.Fixed.NOTICE ->
                Stream.of(
                        phase(change, milestone, Phase.ANNOUNCED),
                        new Event.EndAnnounced(id("end-announced", change, milestone), change.at(), change.group()));
            case Milestone.Fixed.EXPORTS_OPEN ->
                Stream.of(
                        phase(change, milestone, Phase.EXPORTS_OPEN),
                        new Event.ExportsOpened(id("exports-opened", change, milestone), change.at(), change.group()));
            case Milestone.DaysLeft(int days) ->
                Stream.of(new Event.CloseApproaching(
                        id("close-approaching", change, milestone), change.at(), change.group(), days));
            case Milestone.Fixed.CLOSE -> Stream.of(phase(change, milestone, Phase.CLOSED));
            case Milestone.Fixed.REFUNDS_BEGIN -> Stream.empty();
        };
    }

    private static Event phase(Change.OfGroup change, Milestone milestone, Phase phase) {
        return new Event.GroupPhaseChanged(
                id("group-phase-changed", change, milestone), change.at(), change.group(), phase);
    }

    private static EventId id(String event, Change.OfGroup change, Milestone milestone) {
        Dates dates = change.group().dates();
        return EventId.of(
                event, change.group().id(), milestone, milestone.at(dates).orElseThrow());
    }
}
