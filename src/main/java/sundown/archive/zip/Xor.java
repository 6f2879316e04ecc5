package sundown.archive.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Combines bytes with a keystream. Of the forms that were measured, this one is fast both on the JVM, which makes
 * vector instructions of it, and in native code, which takes it as it is: a loop over bytes is a tenth as fast in
 * native code, and so it is on the JVM as soon as the two arrays do not begin at the same index. It is written out,
 * since native code would call a method for every eight bytes.
 */
final class Xor {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int STEP = 4 * Long.BYTES;

    private Xor() {}

    /** Combines bytes of the target, in place, with as many of the stream. */
    static void apply(byte[] target, int at, byte[] stream, int from, int length) {
        int steps = length - length % STEP;
        for (int index = 0; index < steps; index += STEP) {
            int to = at + index;
            int with = from + index;
            long first = (long) EIGHT_BYTES.get(target, to) ^ (long) EIGHT_BYTES.get(stream, with);
            long second = (long) EIGHT_BYTES.get(target, to + 8) ^ (long) EIGHT_BYTES.get(stream, with + 8);
            long third = (long) EIGHT_BYTES.get(target, to + 16) ^ (long) EIGHT_BYTES.get(stream, with + 16);
            long fourth = (long) EIGHT_BYTES.get(target, to + 24) ^ (long) EIGHT_BYTES.get(stream, with + 24);
            EIGHT_BYTES.set(target, to, first);
            EIGHT_BYTES.set(target, to + 8, second);
            EIGHT_BYTES.set(target, to + 16, third);
            EIGHT_BYTES.set(target, to + 24, fourth);
        }
        for (int index = steps; index < length; index++) {
            target[at + index] ^= stream[from + index];
        }
    }
}
