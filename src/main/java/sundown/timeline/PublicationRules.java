package sundown.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.operator.Operator;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Dates.TimelineDate;
import sundown.timeline.PublishTimelineFunction.Guards;
import sundown.timeline.PublishTimelineFunction.Publishers;
import sundown.timeline.TimelineDocument.GroupDocument;
import sundown.timeline.TimelineStore.Publication;

/** Decides whether an operator's version of the timeline comes into force. */
final class PublicationRules {
    /** The notice for anything that is withdrawn; exactly this is enough. */
    static final Duration PRIOR_NOTICE = Duration.ofDays(30);

    /**
     * A function may use a timeline that is a minute old until it ends. With an earlier date, one function could act on
     * the new date while another still records something for the old one.
     */
    static final Duration CHANGE_LEAD_MIN = Duration.ofMinutes(10);

    /** The time within which a second person asks for the version that somebody has proposed. */
    static final Duration PROPOSAL_HOLDS = Duration.ofDays(7);

    private PublicationRules() {}

    /** The decision about a proposal. */
    sealed interface Decision {
        /** The version comes into force. */
        record Publish(Publication publication) implements Decision {}

        /** The version is in force already, by an earlier call of its operator that lost its answer. */
        record Repeat() implements Decision {}

        /** The version cannot come into force. */
        record Refuse(List<String> reasons) implements Decision {}
    }

    /** The effect of a call for a version that the rules allow. */
    sealed interface Consent {
        /** It comes into force: two people have asked for it, or one who may do so alone. */
        record Given() implements Consent {}

        /** It is proposed now, and waits for a second person. */
        record Propose() implements Consent {}

        /** It was proposed by the same person, and still waits. */
        record Awaited(Publication proposed) implements Consent {}
    }

    /**
     * Tells what a call for a version brings about. Who has proposed another version in the meantime has taken the
     * earlier proposal away.
     *
     * @param proposed the version that was proposed last
     */
    static Consent consent(Publication next, Optional<Publication> proposed, Publishers publishers, Instant now) {
        if (publishers.alone()) {
            return new Consent.Given();
        }
        return proposed.filter(before -> before.timeline().equals(next.timeline()) && holds(before, now))
                .<Consent>map(before -> consent(next.by(), before))
                .orElseGet(Consent.Propose::new);
    }

    /** True while a second person may still ask for what is proposed. */
    static boolean holds(Publication proposed, Instant now) {
        return proposed.at().filter(at -> now.isBefore(at.plus(PROPOSAL_HOLDS))).isPresent();
    }

    private static Consent consent(Operator by, Publication proposed) {
        if (by.isAnotherThan(proposed.by())) {
            return new Consent.Given();
        }
        return by.subject().equals(proposed.by().subject()) ? new Consent.Awaited(proposed) : new Consent.Propose();
    }

    /** Decides about a proposal; a refusal lists every reason. */
    static Decision decide(Proposal proposal, Publication inForce, Guards guards, RefundLead lead, Instant now) {
        TimelineDocument document = proposal.document();
        Function<GroupDocument, Optional<Dates>> known = TimelineDocument.known(inForce.timeline());
        List<String> faults = document.faults(known);
        if (faults.isEmpty()
                && proposal.by().equals(inForce.by())
                && document.timeline(known, lead).equals(inForce.timeline())) {
            return new Decision.Repeat();
        }
        List<String> reasons = Stream.of(
                        faults,
                        version(document.version(), inForce),
                        pastDates(proposal, inForce.timeline(), now),
                        RegionRules.moves(inForce.timeline(), document),
                        broken(inForce.timeline(), document, now),
                        unguarded(inForce.timeline(), document, guards),
                        unrefunded(proposal, inForce.timeline(), lead, now))
                .flatMap(List::stream)
                .toList();
        return reasons.isEmpty()
                ? new Decision.Publish(new Publication(
                        document.timeline(known, lead), proposal.by(), proposal.reason(), Optional.of(now)))
                : new Decision.Refuse(reasons);
    }

    /** A first timeline may be a sample with dates that nobody has replaced. A past date would take effect at once. */
    private static List<String> pastDates(Proposal proposal, Timeline inForce, Instant now) {
        return inForce.announced() || proposal.pastDatesAreMeant()
                ? List.of()
                : proposal.document().groups().stream()
                        .flatMap(group ->
                                proposal.document().dates(group, TimelineDocument.known(inForce)).entrySet().stream()
                                        .filter(date -> date.getValue().at().isBefore(now))
                                        .map(date -> "group " + group.id() + ": "
                                                + date.getKey().member() + " " + date.getValue()
                                                + " is past: correct it, or say pastDatesAreMeant"))
                        .toList();
    }

    private static List<String> version(int version, Publication inForce) {
        int next = Math.addExact(inForce.version(), 1);
        if (version == next) {
            return List.of();
        }
        return List.of(
                inForce.timeline().announced()
                        ? "version " + version + " does not follow version " + inForce.version()
                                + ", which is in force: the next is " + next
                        : "version " + version + " cannot be the first: that is " + next);
    }

    /**
     * Returns a sentence for each change of a date that breaks a promise. Promises are withdrawn only with notice: an
     * earlier close, a later opening or a later refund date takes the time between the old and the new date from users,
     * and that time must begin at least 30 days from now. No date moves so close that functions may still use the old
     * one.
     */
    private static List<String> broken(Timeline inForce, TimelineDocument proposed, Instant now) {
        return inForce.groups().stream()
                .flatMap(group -> proposed.groups().stream()
                        .filter(document -> document.id().equals(group.id()))
                        .flatMap(document ->
                                broken(group, proposed.dates(document, TimelineDocument.known(inForce)), now)))
                .distinct()
                .toList();
    }

    private static Stream<String> broken(Group group, Map<DateName, TimelineDate> dates, Instant now) {
        return Stream.of(DateName.values())
                .flatMap(date -> broken(
                                date,
                                date.find(group.dates()).at(),
                                dates.get(date).at(),
                                now)
                        .stream()
                        .map(why -> TimelineChanges.line(group.id(), date, group.dates(), dates.get(date)) + why));
    }

    private static Optional<String> broken(DateName date, Instant from, Instant to, Instant now) {
        return switch (date) {
            case NOTICE ->
                !from.isAfter(now) && !to.equals(from)
                        ? Optional.of(": the end has been announced, and that stays where it is")
                        : Optional.empty();
            case CLOSE -> to.isBefore(from) ? unannounced(to, now) : unheard(from, to, now);
            case EXPORTS_OPEN, REFUND_BY -> to.isAfter(from) ? unannounced(from, now) : unheard(from, to, now);
        };
    }

    private static Optional<String> unheard(Instant from, Instant to, Instant now) {
        Instant earliest = now.plus(CHANGE_LEAD_MIN);
        return !to.equals(from) && to.isBefore(earliest)
                ? Optional.of(": functions may go by the date of before for minutes, and the earliest is " + earliest)
                : Optional.empty();
    }

    /** @param taken the first instant that is withdrawn */
    private static Optional<String> unannounced(Instant taken, Instant now) {
        Instant earliest = now.plus(PRIOR_NOTICE);
        return taken.isBefore(earliest)
                ? Optional.of(": this takes what was promised from " + taken
                        + " on, and the earliest with 30 days' notice is " + earliest)
                : Optional.empty();
    }

    /** Between the end of a guard and the close, a mistake of ours could delete photos that users may still fetch. */
    private static List<String> unguarded(Timeline inForce, TimelineDocument proposed, Guards guards) {
        return proposed.groups().stream()
                .flatMap(group -> {
                    TimelineDate close = proposed.dates(group, TimelineDocument.known(inForce))
                            .get(DateName.CLOSE);
                    return guards
                            .until(group.id())
                            .filter(until -> until.isBefore(close.at()))
                            .map(until -> "group " + group.id() + ": close " + close + ": S3 guards the group until "
                                    + until + ", so deploy with Group" + group.id() + "Close=" + close.at() + " first")
                            .stream();
                })
                .toList();
    }

    /** A refund date is a deadline: refunds begin before it, and not before the opening, or in the past. */
    private static List<String> unrefunded(Proposal proposal, Timeline inForce, RefundLead lead, Instant now) {
        return proposal.document().groups().stream()
                .flatMap(group -> {
                    Map<DateName, TimelineDate> dates =
                            proposal.document().dates(group, TimelineDocument.known(inForce));
                    Instant refundBy = dates.get(DateName.REFUND_BY).at();
                    Instant opening = dates.get(DateName.EXPORTS_OPEN).at();
                    boolean moves = inForce.group(group.id())
                            .map(before -> !before.dates().refundBy().equals(refundBy))
                            .orElse(!proposal.pastDatesAreMeant());
                    Instant earliest =
                            moves && opening.isBefore(now.plus(CHANGE_LEAD_MIN)) ? now.plus(CHANGE_LEAD_MIN) : opening;
                    return Stream.of(lead.before(refundBy))
                            .filter(begin -> begin.isBefore(earliest))
                            .map(begin -> "group " + group.id() + ": refundBy " + dates.get(DateName.REFUND_BY)
                                    + ": this leaves no time for the refunds, which begin "
                                    + lead.length().toDays() + " days before it: the earliest is "
                                    + earliest.plus(lead.length()));
                })
                .toList();
    }

    /**
     * A version that an operator proposes.
     *
     * @param pastDatesAreMeant whether a first timeline may have dates that are past
     */
    record Proposal(TimelineDocument document, Operator by, String reason, boolean pastDatesAreMeant) {}
}
