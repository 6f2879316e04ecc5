package sundown.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.operator.Operator;
import sundown.timeline.TimelineStore.Publication;

/** Decides whether an operator's version of the timeline comes into force. */
final class PublicationRules {
    private PublicationRules() {}

    /** The decision on a proposal. */
    sealed interface Decision {
        /** It comes into force. */
        record Publish(Publication publication) implements Decision {}

        /** It is in force already, by an earlier call of the same operator that lost its answer. */
        record Repeat() implements Decision {}

        /** It cannot come into force. */
        record Refuse(List<String> reasons) implements Decision {}
    }

    /** Decides on a proposal; a refusal lists every reason. */
    static Decision decide(Proposal proposal, Publication inForce, Instant now) {
        TimelineDraft draft = proposal.draft();
        List<String> faults = draft.faults();
        if (faults.isEmpty() && repeats(proposal, inForce)) {
            return new Decision.Repeat();
        }
        List<String> reasons = Stream.of(
                        faults,
                        version(draft, inForce),
                        pastDates(proposal, inForce.timeline(), now),
                        RegionRules.moves(inForce.timeline(), draft),
                        PromiseRules.broken(inForce.timeline(), draft, now))
                .flatMap(List::stream)
                .toList();
        return reasons.isEmpty()
                ? new Decision.Publish(
                        new Publication(draft.timeline(), proposal.by(), proposal.reason(), Optional.of(now)))
                : new Decision.Refuse(reasons);
    }

    /**
     * A first timeline may be a sample whose dates nobody has replaced. All that is due by a past date would be done at
     * once.
     */
    private static List<String> pastDates(Proposal proposal, Timeline inForce, Instant now) {
        return inForce.announced() || proposal.pastDatesAreMeant()
                ? List.of()
                : proposal.draft().groups().stream()
                        .flatMap(group -> group.pastDates(now))
                        .map(date -> date + " is past: correct it, or say pastDatesAreMeant")
                        .toList();
    }

    private static boolean repeats(Proposal proposal, Publication inForce) {
        return proposal.by().equals(inForce.by()) && proposal.draft().timeline().equals(inForce.timeline());
    }

    private static List<String> version(TimelineDraft draft, Publication inForce) {
        int next = Math.addExact(inForce.version(), 1);
        return draft.version().stream()
                .filter(version -> version != next)
                .map(version -> inForce.timeline().announced()
                        ? "version " + version + " does not follow version " + inForce.version()
                                + ", which is in force: the next is " + next
                        : "version " + version + " cannot be the first: that is " + next)
                .toList();
    }

    /**
     * A version that an operator proposes.
     *
     * @param pastDatesAreMeant whether a first timeline may have dates that are past
     */
    record Proposal(TimelineDraft draft, Operator by, String reason, boolean pastDatesAreMeant) {}
}
