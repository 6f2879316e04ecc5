package sundown.secret;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;

/**
 * Seals without a key: the text is {@code <number>.<secret in hex>.<checksum over number, user, purpose and secret>}.
 * This detects mix-ups and protects no real secret.
 */
public final class InMemorySecretSealer implements SecretSealer {
    private final AtomicLong sealed = new AtomicLong();

    @Override
    public SealedSecret seal(UserId user, SecretPurpose purpose, Secret secret) {
        return sealed(Long.toString(sealed.incrementAndGet()), user, purpose, secret);
    }

    @Override
    public Secret open(UserId user, SecretPurpose purpose, SealedSecret sealed) {
        try {
            String[] parts = sealed.text().split("\\.", -1);
            Secret secret = new Secret(new String(HexFormat.of().parseHex(parts[1]), StandardCharsets.UTF_8));
            if (sealed(parts[0], user, purpose, secret).equals(sealed)) {
                return secret;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException changed) {
            throw new PermanentFailure("a sealed secret cannot be read", changed);
        }
        throw new PermanentFailure("a sealed secret was changed", new IllegalArgumentException("checksum"));
    }

    private static SealedSecret sealed(String number, UserId user, SecretPurpose purpose, Secret secret) {
        String hex = HexFormat.of().formatHex(secret.reveal().getBytes(StandardCharsets.UTF_8));
        return new SealedSecret(number + "." + hex + "." + checksum(number + " " + user + " " + purpose + " " + hex));
    }

    private static String checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(checksum.getValue());
    }
}
