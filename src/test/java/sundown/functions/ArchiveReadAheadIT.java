package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveState;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

/** A builder does not wait for one item after the other. */
@ExtendWith(EmulatorsExtension.class)
class ArchiveReadAheadIT {
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final int PHOTOS = 60;
    private static final int AT_ONCE = 4;

    private final Emulators emulators;

    ArchiveReadAheadIT(Emulators emulators) {
        this.emulators = emulators;
    }

    @Test
    void readsItemsWhileItWaitsForOthers() throws Exception {
        try (SlowLink link = SlowLink.to(emulators.endpoints().address(), DELAY);
                TestGoogle google = TestGoogle.start();
                Installation sundown = install(google, link)) {
            Archives archives = new Archives(sundown);
            archives.ready("warms-up", List.of(Photo.jpeg(1)));
            UserId user = archives.requested("far-away", Photo.jpegs(PHOTOS));

            archives.buildAll(user);

            assertThat(archives.of(user).state()).isInstanceOf(ArchiveState.Ready.class);
            assertThat(link.mostAtOnce()).isEqualTo(AT_ONCE);
        }
    }

    private Installation install(TestGoogle google, SlowLink link) throws IOException {
        return Installation.create(emulators, google, Setup.of("far-away").withStorage(link.address()));
    }
}
