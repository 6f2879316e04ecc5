package sundown.transfer;

import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the ids of transfers: 96 random bits, so that two never meet and none can be guessed. */
@Singleton
final class TransferIds {
    private static final int BYTES = 12;

    private final RandomGenerator random;

    TransferIds(RandomGenerator random) {
        this.random = random;
    }

    TransferId next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new TransferId(HexFormat.of().formatHex(bytes));
    }
}
