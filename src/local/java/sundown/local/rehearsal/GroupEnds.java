package sundown.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sundown.account.Membership;
import sundown.local.command.Stages;
import sundown.local.demo.GroupPurge;
import sundown.local.demo.app.Patience;
import sundown.local.demo.cloud.LocalUser.AdoptedUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.emulators.Usage;
import sundown.local.rehearsal.Forecast.Counted;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** Groups close and end, and fees go back, while the clock moves on. */
final class GroupEnds {
    private static final Duration JUST_PAST = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);

    private final Operators operators;
    private final Timeline timeline;
    private final Stages stages;
    private final Surprises surprises;
    private final List<String> complaints;
    private final List<Counted> counted = new ArrayList<>();

    GroupEnds(Operators operators, Timeline timeline, Stages stages, Surprises surprises, List<String> complaints) {
        this.operators = operators;
        this.timeline = timeline;
        this.stages = stages;
        this.surprises = surprises;
        this.complaints = complaints;
    }

    /** What the end of each group asked of AWS. */
    List<Counted> counted() {
        return counted;
    }

    /**
     * Waits for the last fees of those of them who are members.
     *
     * @param when the end of the sentence about fees that have not gone back
     */
    void awaitRefunds(List<AdoptedUser> users, String when) throws IOException, InterruptedException {
        List<Membership> paid = users.stream()
                .flatMap(user -> user.account().membership().stream())
                .toList();
        List<Membership> missing = new Patience(operators.clock().real(), LONGEST_WAIT, operators.out())
                .await(
                        "the refunds of " + paid.size() + " members",
                        () -> paid.stream()
                                .filter(member -> operators
                                        .cloud()
                                        .stripe()
                                        .refunded(member.charge().value())
                                        .isEmpty())
                                .toList(),
                        List::isEmpty,
                        BETWEEN_POLLS);
        operators.out().println(paid.size() - missing.size() + " of " + paid.size() + " fees went back");
        surprises.add("members did not get their last fee back " + when, missing.size(), "");
    }

    /** Ends them in the order of time, and returns what was certified of each. */
    Map<GroupId, JsonNode> run(List<AdoptedUser> users) throws Exception {
        Map<GroupId, JsonNode> certificates = new TreeMap<>(Comparator.comparing(GroupId::value));
        for (Group group : timeline.groups().stream()
                .sorted(Comparator.comparing(group -> group.dates().close()))
                .toList()) {
            List<AdoptedUser> members = users.stream()
                    .filter(user -> user.group().filter(group.id()::equals).isPresent())
                    .toList();
            if (members.isEmpty()) {
                operators.out().println("The import has no user of group " + group.id());
                continue;
            }
            Usage before = operators.cloud().usage();
            moveClock(group.dates().close(), "just past the close of group " + group.id());
            try {
                stages.runAloud("the end of group " + group.id(), () -> certificates.put(group.id(), end(group)));
            } catch (IllegalStateException stuck) {
                String complaint = "Group " + group.id() + " did not come to its end: " + stuck.getMessage();
                operators.out().println(complaint);
                complaints.add(complaint);
            }
            counted.add(Counted.of(operators.cloud().usage().since(before), members));
        }
        Instant last = timeline.groups().stream()
                .map(group -> group.dates().refundBy())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        moveClock(last, "just past the last refund date");
        stages.runAloud("the refunds at the refund date", () -> awaitRefunds(users, "by the refund date"));
        return certificates;
    }

    private void moveClock(Instant time, String where) {
        Instant past = time.plus(JUST_PAST);
        if (past.isAfter(operators.clock().instant())) {
            operators.moveClock(past, where);
        }
    }

    private JsonNode end(Group group) throws IOException, InterruptedException {
        GroupPurge purge = new GroupPurge(operators, group.id().value());
        purge.drain();
        purge.delete();
        return purge.certify();
    }
}
