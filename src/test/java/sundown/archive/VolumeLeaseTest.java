package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Region;
import sundown.archive.Archive.ArchiveState;
import sundown.contract.SampleArchives;
import sundown.hold.Exports;
import sundown.hold.InMemoryHoldStore;
import sundown.runtime.ManualClock;
import sundown.timeline.InMemoryTimelineStore;

/** A worker builds no further than its archive is wanted. */
class VolumeLeaseTest {
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    static final List<UnaryOperator<Archive>> CHANGES = List.of(
            SampleArchives::other,
            archive -> archive.withState(new ArchiveState.Ready(Functions.NOW, Functions.CLOSE)),
            archive -> archive.withState(new ArchiveState.Ended(ArchiveState.Ending.DELETED, Functions.NOW)));

    private final ManualClock clock = new ManualClock(Functions.NOW);
    private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final Archive archive = save(SampleArchives.ready(Functions.USER)
            .cleanedAt(Optional.empty())
            .withState(new ArchiveState.Building(Functions.NOW, Functions.CLOSE)));
    private final Volume volume = archives.save(
                    VolumeRules.renewed(SampleArchives.volume(archive, 1), 1_000, clock.instant()))
            .orElseThrow();
    private final VolumeLease lease = new VolumeLease(
            archive,
            volume,
            archives,
            new Exports(accounts, new InMemoryTimelineStore(), new InMemoryHoldStore(), clock),
            clock);

    VolumeLeaseTest() {
        accounts.put(new Account(Functions.USER, new Region("IN")));
    }

    @Test
    void isRenewedWhileTheArchiveIsBuilt() {
        clock.advance(RENEWAL);

        assertThat(lease.renew(2_000)).isTrue();

        assertThat(archives.findVolume(archive, 1).orElseThrow().uploaded()).isEqualTo(2_000);
        assertThat(lease.volume()).isEqualTo(archives.findVolume(archive, 1).orElseThrow());
    }

    /** A check that another run began before this one took the volume may end later. */
    @Test
    void hasTheArchiveCheckedAtItsEnd() {
        clock.advance(RENEWAL);

        lease.renew(2_000);

        assertThat(archives.find(Functions.USER).orElseThrow().state())
                .isEqualTo(
                        new ArchiveState.Building(Functions.NOW, clock.instant().plus(VolumeRules.LEASE)));
    }

    @Test
    void isNotRenewedTooOften() {
        clock.advance(RENEWAL.minusNanos(1));

        assertThat(lease.renew(2_000)).isTrue();

        assertThat(archives.findVolume(archive, 1)).contains(volume);
    }

    @ParameterizedTest
    @FieldSource("CHANGES")
    void isLostWhenItsArchiveIsBuiltNoMore(UnaryOperator<Archive> change) {
        save(change.apply(archive));
        clock.advance(RENEWAL);

        assertThat(lease.renew(2_000)).isFalse();
    }

    @Test
    void isLostAtTheClose() {
        clock.moveTo(Functions.CLOSE);

        assertThat(lease.renew(2_000)).isFalse();
    }

    @Test
    void isLostWhenAnotherWorkerHasTheVolume() {
        archives.save(volume);
        clock.advance(RENEWAL);

        assertThat(lease.renew(2_000)).isFalse();
        assertThat(lease.save(volume.uploaded(3_000))).isFalse();
    }

    private Archive save(Archive changed) {
        return archives.save(changed).orElseThrow();
    }
}
