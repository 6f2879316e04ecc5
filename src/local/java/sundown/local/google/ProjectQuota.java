package sundown.local.google;

import io.grpc.Status.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import sundown.local.google.StandInGoogleSettings.QuotaLimits;

/** Counts the requests of a project and refuses those past its quota. A refused request takes nothing. */
final class ProjectQuota {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final QuotaLimits limits;
    private final Clock clock;
    private final Window day = new Window();
    private final Window minute = new Window();
    private final Window minuteOfUploads = new Window();
    private final Map<Account, Window> minuteOfUser = new HashMap<>();

    ProjectQuota(QuotaLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    private static final class Window {
        private Instant start = Instant.MIN;
        private long used;

        void moveTo(Instant newStart) {
            if (!newStart.equals(start)) {
                start = newStart;
                used = 0;
            }
        }
    }

    synchronized void draw(Account account, Call call) {
        Instant now = clock.instant();
        Window ofUser = minuteOfUser.computeIfAbsent(account, user -> new Window());
        Instant startOfDay = startOfDay(now);
        day.moveTo(startOfDay);
        minute.moveTo(now.truncatedTo(ChronoUnit.MINUTES));
        ofUser.moveTo(now.truncatedTo(ChronoUnit.MINUTES));
        minuteOfUploads.moveTo(now.truncatedTo(ChronoUnit.MINUTES));
        Duration untilTomorrow = Duration.between(now, startOfDay(startOfDay.plus(Duration.ofHours(36))));
        Duration untilNextMinute = Duration.between(now, minute.start.plus(Duration.ofMinutes(1)));
        boolean counts = limits.uploadsCount() || !call.ofUploadServer();
        if (counts) {
            check(day, limits.perDay(), "All requests per day", untilTomorrow);
            check(minute, limits.perMinute(), "All requests per minute", untilNextMinute);
            check(ofUser, limits.perMinutePerUser(), "All requests per minute per user", untilNextMinute);
        }
        if (call.ofUploadServer()) {
            check(minuteOfUploads, limits.uploadsPerMinute(), "UploadsPerMinute", untilNextMinute);
            minuteOfUploads.used++;
        }
        if (counts) {
            day.used++;
            minute.used++;
            ofUser.used++;
        }
    }

    private static void check(Window window, long limit, String name, Duration untilNext) {
        if (window.used >= limit) {
            throw GoogleProblem.of(
                            Code.RESOURCE_EXHAUSTED,
                            "Quota exceeded for quota metric 'All requests' and limit '" + name
                                    + "' of service 'photoslibrary.googleapis.com' for consumer 'project_number:1'.")
                    .retryAfter(roundedUp(untilNext));
        }
    }

    private static Instant startOfDay(Instant instant) {
        return instant.atZone(PACIFIC).toLocalDate().atStartOfDay(PACIFIC).toInstant();
    }

    private static Duration roundedUp(Duration duration) {
        return Duration.ofSeconds(duration.plusNanos(999_999_999).toSeconds());
    }
}
