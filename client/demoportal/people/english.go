package people

import (
	"math/rand/v2"
	"strings"
)

// The names that most people in the United States have, as its Census Bureau counted them in 1990 and 2010.
var (
	englishFamilies = strings.Fields(`
		Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Thompson White
		Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall Campbell Mitchell
		Carter Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Peterson Cooper
		Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray James Hughes Price Myers Long
		Foster Sanders Ross Powell Sullivan Russell Jenkins Perry Butler Barnes Fisher Henderson Coleman Simmons Patterson
		Jordan Reynolds Hamilton Graham Wallace Woods Cole West Owens Marshall Freeman Wells Webb Simpson Stevens Tucker
		Porter Hunter Hicks Crawford Boyd Mason Kennedy Warren Dixon Burns Gordon Shaw Holmes Rice Robertson Hunt Black
		Daniels Palmer Mills Nichols Grant Knight Ferguson Stone Hawkins Dunn Perkins Hudson Spencer Gardner Stephens Payne
		Pierce Berry Matthews Arnold Willis Ray Watkins Olson Carroll Duncan Snyder Hart Cunningham Bradley Lane Andrews
		Harper Fox Riley Armstrong Carpenter Weaver Greene Lawrence Elliott Sims Austin Peters Kelley Franklin Lawson Fields`)
	englishGivens = strings.Fields(`
		James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
		Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Margaret Mark Sandra Donald Ashley
		Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Dorothy Kevin Carol Brian Amanda George Melissa
		Edward Deborah Ronald Stephanie Timothy Rebecca Jason Sharon Jeffrey Laura Ryan Cynthia Jacob Kathleen Gary Amy
		Nicholas Shirley Eric Angela Jonathan Helen Stephen Anna Larry Brenda Justin Pamela Scott Nicole Brandon Samantha
		Benjamin Katherine Samuel Emma Gregory Ruth Frank Christine Alexander Catherine Raymond Debra Patrick Rachel Jack
		Carolyn Dennis Janet Jerry Virginia Tyler Maria Aaron Heather Jose Diane Henry Julie Adam Joyce Douglas Victoria
		Nathan Kelly Peter Christina Zachary Joan Kyle Evelyn Walter Lauren Harold Judith Ethan Olivia Carl Frances Arthur
		Martha Gerald Cheryl Roger Megan Keith Andrea Lawrence Hannah Terry Jacqueline Albert Ann Jesse Jean Austin Alice`)
)

func givenName(rng *rand.Rand) string { return pick(rng, englishGivens) }

func familyName(rng *rand.Rand) string { return pick(rng, englishFamilies) }
