package sundown.purge;

import java.util.Optional;
import sundown.purge.CertificateChain.Link;

/** The end of the chain in memory. */
public final class InMemoryCertificateChain implements CertificateChain {
    private Optional<Link> last = Optional.empty();

    @Override
    public synchronized Optional<Link> last() {
        return last;
    }

    @Override
    public synchronized boolean append(Link next) {
        boolean follows = last.map(Link::number).orElse(0L) + 1 == next.number();
        last = follows ? Optional.of(next) : last;
        return follows;
    }
}
