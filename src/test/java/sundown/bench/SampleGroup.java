package sundown.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import sundown.account.UserId;

/**
 * The accounts of a group and how many photos each has. They come in pairs that have 10,000 together, one from 1,000 to
 * 4,999 and the other the rest: 5,000 on average, which is what a gallery is taken to have elsewhere too. The same
 * number of photos makes the same galleries.
 */
record SampleGroup(List<Gallery> galleries) {
    private static final long SEED = 20_230_601;
    private static final int PAIR = 10_000;
    private static final int SMALLEST = 1_000;

    /** An account with so many photos. */
    record Gallery(UserId user, int photos) {}

    SampleGroup {
        galleries = List.copyOf(galleries);
    }

    /** A group with so many photos; the last gallery has what is left. */
    static SampleGroup of(int photos) {
        Random random = new Random(SEED);
        List<Gallery> galleries = new ArrayList<>();
        int left = photos;
        while (left > 0) {
            int fewer = random.nextInt(SMALLEST, PAIR / 2);
            for (int wanted : new int[] {fewer, PAIR - fewer}) {
                int some = Math.min(left, wanted);
                if (some > 0) {
                    galleries.add(new Gallery(new UserId("user-%06d".formatted(galleries.size())), some));
                }
                left -= some;
            }
        }
        return new SampleGroup(galleries);
    }
}
