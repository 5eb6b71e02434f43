/** The peers of the tour: small servers on loopback that know just enough to be talked to. */
package protocols.examples.tour;
