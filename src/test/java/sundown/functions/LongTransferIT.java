package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.account.UserId;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.gateway.Gateway;
import sundown.local.identity.LocalIdentity;

/** A transfer of 1,000 photos, twenty batches, by the functions as processes. */
@Tag("large")
@ExtendWith(EmulatorsExtension.class)
class LongTransferIT {
    private static final int PHOTOS = 1_000;

    private static final Duration LONGEST = Duration.ofMinutes(6);

    private final Emulators emulators;

    LongTransferIT(Emulators emulators) {
        this.emulators = emulators;
    }

    @Test
    void endsAtItsLastPhoto() throws Exception {
        try (Running running = new Running(Setup.of("long-transfer"))) {
            Patience.until(LONGEST, "the transfer has ended", () -> running.isIn("finished"));
            assertThat(running.done()).isEqualTo(PHOTOS);
        }
    }

    /** An installation in which a user has started the transfer. */
    private final class Running implements AutoCloseable {
        private final TestGoogle google = TestGoogle.start();
        private final Installation sundown;
        private final LocalIdentity identity = new LocalIdentity(Installation.APP, "sundown/export", Clock.systemUTC());
        private final Gateway gateway;
        private final UserId user;
        private final AppClient app;

        Running(Setup setup) throws IOException {
            sundown = Installation.create(emulators, google, setup);
            Users users = new Users(sundown, google);
            Past.end(sundown);
            gateway = sundown.open(identity.issuer(), 2);
            gateway.startSchedules();
            List<Photo> photos = Photo.jpegs(PHOTOS);
            user = users.enrolled("has-many", photos);
            app = new AppClient(gateway.address(), identity.accessToken(user.value()));
            assertThat(app.post("/transfers", google.consent(Users.emailOf(user)))
                            .status())
                    .isEqualTo(201);
        }

        boolean isIn(String state) {
            return current().path("state").asText().equals(state);
        }

        int done() {
            return current().at("/items/done/items").intValue();
        }

        private JsonNode current() {
            return app.get("/me").json().path("transfer");
        }

        @Override
        public void close() {
            gateway.close();
            identity.close();
            sundown.close();
            google.close();
        }
    }
}
