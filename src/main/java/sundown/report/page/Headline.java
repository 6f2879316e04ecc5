package sundown.report.page;

import java.time.Duration;
import java.time.Instant;
import sundown.report.Day;
import sundown.report.GroupProgress;
import sundown.report.Pace;
import sundown.report.Remainder;

/** A group in one sentence. */
final class Headline {
    private Headline() {}

    static String of(GroupProgress progress, Instant at) {
        return progress.today().users() == 0
                ? time(progress, at) + "; nobody is registered in this group."
                : time(progress, at) + "; " + standing(progress) + ".";
    }

    private static String time(GroupProgress progress, Instant at) {
        return switch (progress.phase()) {
            case RUNNING, ANNOUNCED ->
                "exports open "
                        + in(Duration.between(at, progress.group().dates().exportsOpen())
                                .toDays());
            case EXPORTS_OPEN -> toClose(progress.daysToClose());
            case CLOSED -> "closed " + ago(-progress.daysToClose());
        };
    }

    private static String in(long days) {
        return days == 0 ? "within a day" : "in " + days(days);
    }

    private static String ago(long days) {
        return days == 0 ? "less than a day ago" : days(days) + " ago";
    }

    private static String toClose(long days) {
        return (days == 0 ? "less than a day" : days(days)) + " to the close";
    }

    private static String days(long days) {
        return Words.count(days, "day", "days");
    }

    private static String standing(GroupProgress progress) {
        Day today = progress.today();
        String taken = Words.share(today.taken().users(), today.users());
        return switch (progress.phase()) {
            case RUNNING, ANNOUNCED ->
                Words.users(today.users()) + " with "
                        + Words.size(today.galleries().bytes());
            case EXPORTS_OPEN -> taken + " of users have taken their photos out; " + outlook(progress);
            case CLOSED ->
                taken + " of users took their photos out; "
                        + Words.users(today.left().users()) + " did not";
        };
    }

    private static String outlook(GroupProgress progress) {
        return progress.pace()
                .flatMap(pace -> progress.remainder().map(left -> outlook(progress, pace, left)))
                .orElse("how many will be left can be said when two days have been counted");
    }

    private static String outlook(GroupProgress progress, Pace pace, Remainder left) {
        String time = pace.days() == 1 ? "day's" : pace.days() + " days'";
        String will = left.users() == 0
                ? "nobody will be left"
                : Words.users(left.users()) + " ("
                        + Words.share(left.users(), progress.today().users()) + ") will be left";
        return "at the last " + time + " pace " + will;
    }
}
