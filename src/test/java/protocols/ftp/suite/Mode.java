package protocols.ftp.suite;

import java.util.ArrayList;
import java.util.List;
import protocols.peers.FtpServer.Place;
import protocols.peers.FtpServer.Safety;

/** A way to talk to a server: where it listens, and who opens the data connections. */
record Mode(Place place, boolean active) {

    /** Where servers are started, the simplest first. */
    static List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Safety safety : Safety.values()) {
            places.add(new Place("127.0.0.1", safety));
            places.add(new Place("::1", safety));
        }
        return places;
    }

    static List<Mode> of(Place place) {
        return List.of(new Mode(place, false), new Mode(place, true));
    }

    /** Whether it is the one in which everything is done. */
    boolean first() {
        return !active && place.equals(Place.PLAIN);
    }

    @Override
    public String toString() {
        String tls =
                switch (place.safety()) {
                    case CLEAR -> "";
                    case EXPLICIT -> ", explicit TLS";
                    case IMPLICIT -> ", implicit TLS";
                };
        return (active ? "active" : "passive") + ", " + (place.six() ? "IPv6" : "IPv4") + tls;
    }
}
