package sundown.purge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;
import sundown.digest.Sha256;

/**
 * The SHA-256 over a manifest, which the approvers of a purge name.
 *
 * @param hex 64 hexadecimal digits, in lower case
 */
@RegisterForReflection
public record ManifestHash(@JsonValue String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ManifestHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a manifest's hash is 64 hexadecimal digits in lower case");
        }
    }

    /** The hash of a manifest of these bytes. */
    public static ManifestHash over(byte[] manifest) {
        return new ManifestHash(Sha256.over(manifest).hex());
    }

    @Override
    public String toString() {
        return hex;
    }
}
