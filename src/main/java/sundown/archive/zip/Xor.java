package sundown.archive.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Two ways to combine bytes with a keystream, with the same result. Each is several times as fast as the other where
 * it is the {@link #fastest()}.
 */
enum Xor {
    /** HotSpot makes vector instructions of this loop, as long as both arrays share one index that begins at 0. */
    BYTES {
        @Override
        void apply(byte[] target, byte[] stream, int length) {
            for (int index = 0; index < length; index++) {
                target[index] ^= stream[index];
            }
        }
    },

    /** A native executable's compiler does not; there eight bytes at a time are fast. */
    LONGS {
        @Override
        void apply(byte[] target, byte[] stream, int length) {
            int longs = length - length % Long.BYTES;
            for (int index = 0; index < longs; index += Long.BYTES) {
                EIGHT_BYTES.set(
                        target, index, (long) EIGHT_BYTES.get(target, index) ^ (long) EIGHT_BYTES.get(stream, index));
            }
            for (int index = longs; index < length; index++) {
                target[index] ^= stream[index];
            }
        }
    };

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Combines the first bytes of the target with those of the stream. */
    abstract void apply(byte[] target, byte[] stream, int length);

    /**
     * The one for what runs this: native code or the JVM. It is asked for each time, as classes may have been
     * initialised while the executable was built.
     */
    static Xor fastest() {
        return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode")) ? LONGS : BYTES;
    }
}
