package sundown.cli.inventory;

import java.io.IOException;

/** Takes one after the other, and may have to write them to a disk. */
@FunctionalInterface
interface Taker<T> {
    void take(T one) throws IOException;
}
