package sundown.media;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether dates are added to files. What has begun keeps the setting with which it began. */
public record AddedDates(boolean on) {
    /** The zone of the dates to add, where the owner's account is; empty to add none. */
    public Optional<ZoneId> in(ZoneId zone) {
        return Optional.of(zone).filter(_ -> on);
    }

    static final class Producer {
        @Produces
        @Singleton
        AddedDates dates(@ConfigProperty(name = "ADD_DATES") boolean on) {
            return new AddedDates(on);
        }
    }
}
