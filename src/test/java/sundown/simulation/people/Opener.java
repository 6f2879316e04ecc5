package sundown.simulation.people;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import net.lingala.zip4j.io.inputstream.ZipInputStream;
import net.lingala.zip4j.model.LocalFileHeader;
import sundown.account.UserId;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.Violation;

/** Opens some of the downloaded volumes as a user does, with a program that is not ours. */
public record Opener(Chance chance, Function<UserId, Gallery> galleries, Coverage coverage) {
    private static final int ONE_IN = 60;

    /** Opens a volume, perhaps, and compares what is in it with the gallery. */
    void open(UserId user, byte[] volume, String password) {
        if (!chance.oneIn(ONE_IN)) {
            return;
        }
        coverage.count("volumes opened by zip4j");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(volume), password.toCharArray())) {
            for (LocalFileHeader entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                check(user, entry.getFileName(), zip.readAllBytes());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("a volume cannot be opened", broken);
        }
    }

    /** Photos lie in folders, beside them what Sundown wrote. */
    private void check(UserId user, String path, byte[] bytes) {
        Violation.unless(
                !path.contains("/") || galleries.apply(user).everHeld(bytes),
                "what is in a volume was in the gallery",
                path);
    }
}
