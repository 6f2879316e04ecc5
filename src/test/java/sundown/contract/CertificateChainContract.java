package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;
import sundown.purge.CertificateChain;
import sundown.purge.CertificateChain.Link;

/** What every chain of certificates promises. */
public abstract class CertificateChainContract {
    /** The chain under test, empty at first. */
    private final CertificateChain chain;

    protected CertificateChainContract(CertificateChain chain) {
        this.chain = chain;
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(chain.last()).isEmpty();
    }

    @Test
    void endsWithWhatWasAppendedLast() {
        assertThat(chain.append(link(1, "a"))).isTrue();
        assertThat(chain.append(link(2, "b"))).isTrue();
        assertThat(chain.last()).contains(link(2, "b"));
    }

    @Test
    void appendsNothingButTheNext() {
        assertThat(chain.append(link(2, "a"))).isFalse();
        chain.append(link(1, "a"));
        assertThat(chain.append(link(1, "b"))).isFalse();
        assertThat(chain.append(link(3, "b"))).isFalse();
        assertThat(chain.last()).contains(link(1, "a"));
    }

    @Test
    void letsOneOfManyAppend() throws Exception {
        assertThat(Race.between(4, number -> chain.append(link(1, Integer.toHexString(number)))))
                .containsOnlyOnce(true);
    }

    private static Link link(long number, String digit) {
        return new Link(
                number,
                new ObjectKey("certificates/1/plan" + digit + ".json"),
                new Sha256(digit.repeat(64)),
                "{\"by\":\"Zoë " + digit + "\"}");
    }
}
