package sundown.simulation.port;

import java.util.Optional;
import sundown.archive.Archive;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.simulation.invariant.ArchiveChecks;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Trace;

/** Checks every change of an archive and of its volumes at the moment at which it is made. */
public record WatchedArchives(ArchiveStore real, ArchiveChecks checks, Runs runs, Coverage coverage, Trace trace) {
    public Optional<Archive> save(Archive archive) {
        Optional<Archive> before = real.find(archive.user());
        Optional<Archive> saved = real.save(archive);
        saved.ifPresent(after -> saved(before, after));
        return saved;
    }

    private void saved(Optional<Archive> before, Archive after) {
        trace.say(() -> "    " + runs.current() + " saves archive " + after.id() + ", " + after.state() + ", "
                + after.downloads() + ", to be cleaned " + after.cleanAt());
        count(before.map(Archive::state), after.state());
        checks.saved(before, after, real.volumes(after));
    }

    private void count(Optional<ArchiveState> before, ArchiveState after) {
        boolean same = before.map(ArchiveState::getClass).equals(Optional.of(after.getClass()));
        switch (after) {
            case ArchiveState.Planning planning when planning.attempt() == 1 -> coverage.count("asked for");
            case ArchiveState.Planning ignored -> coverage.count("planned anew");
            case ArchiveState.Ready ignored when !same -> coverage.count("ready");
            case ArchiveState.Ended ended when !same -> coverage.count("ended " + ended.why());
            case ArchiveState.Building ignored -> {}
            case ArchiveState.Ready ignored -> {}
            case ArchiveState.Ended ignored -> {}
        }
    }

    public Optional<Volume> save(Volume volume) {
        Optional<Archive> archive =
                real.find(volume.user()).filter(current -> current.id().equals(volume.archive()));
        Optional<Volume> before = archive.flatMap(current -> real.volume(current, volume.number()));
        Optional<Volume> saved = real.save(volume);
        saved.ifPresent(after -> trace.say(() -> "    " + runs.current() + " saves volume " + after.number() + " of "
                + after.archive() + ", plan " + after.plan() + ", " + after.uploaded() + " bytes, " + after.state()));
        saved.ifPresent(after -> archive.ifPresent(current -> checks.saved(current, before, after)));
        return saved;
    }
}
