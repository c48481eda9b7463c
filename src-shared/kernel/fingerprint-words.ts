/**
 * Two lists of 256 English words, written for Proofdesk: one word a byte. Describing words stand at even places and things at odd
 * ones, so that a word left out, doubled or swapped is heard. Within a list no word is one letter away from another (a test holds it).
 * The lists never change: people have written fingerprints down.
 */
export const evenWords: readonly string[] =
  `able agile alert alpine amber ample ancient antique apt arctic arid ashen astral atomic autumn azure balmy bare bashful
   basic beige big bitter black blond blue blunt bold bouncy boxy brave brief bright brisk broad bronze brown bubbly busy
   calm candid careful casual central cheap cheery chief chilly chosen civic classic clean clever close cloudy coastal
   cobalt compact coral cordial cosmic covert cozy craggy crimson crisp crude crystal curious curly curved cyan daily damp
   dapper daring dark dear deep deft dense direct distant dizzy double dreamy dry dual durable dusty eager early earnest
   earthy easy edible elastic elder electric elegant eleven empty endless equal exact exotic extra fabled faint fair famous
   fancy feral festive few fiery fine firm first fit fixed flat fleet floral fluent fluffy fluid fond formal four fragile
   frank free fresh frosty frozen frugal full funny fuzzy gallant gaudy gentle giant gifted gilded glad global glowing
   golden graceful grand granite grassy gray great green grizzled half happy hardy harmonic harsh hasty hazel hazy heavy
   hidden high hollow honest huge humble humid hushed icy ideal idle inner iron ivory jade joint jolly jovial jumbo keen
   kind lanky large last late lavish leafy level lilac little lively lofty loud loyal lucky lunar magic maroon mellow merry
   mighty misty modern mossy muddy narrow neat nimble noble novel oaken odd olive open orange oval patient placid plain
   polar polite proud purple quaint quick quiet rapid regal rosy rugged rustic sandy silver simple sincere sleepy smooth
   solid stormy swift tender tidy tropic upper velvet vivid warm wild zesty`.split(/\s+/);

export const oddWords: readonly string[] =
  `acorn actor album alley almond anchor anvil apple apron arch arrow artist aspen atlas attic aunt badge bagel baker
   ballad bamboo banjo barley barn basil basket beacon beaver beetle bell bench birch bishop bison blanket boat bonnet
   bottle boulder bowl branch bread breeze brick bridge broom brush bucket buffalo bugle cabin cactus camel candle canoe
   canyon carbon cargo carpet carrot castle cedar cello chalk chapel cherry chess chimney cider cinema circle citrus cliff
   clock clover cobra coffee comet compass copper corner cotton cougar cradle crane crater creek cricket crown cupboard
   curtain cushion cymbal daisy dancer deer desert diamond dinner doctor dolphin domino dragon drum eagle easel echo elbow
   elephant elm ember engine falcon farmer feather fence fern ferry fiddle field finch flag flame flask flute forest fork
   fountain fox galaxy garden garlic gate geyser ginger giraffe glacier glove goblet goose gorilla gravel guitar hammer
   harbor hat hawk heron hill hinge honey horse hotel igloo insect island jacket jaguar jasmine jelly jewel jungle kayak
   kettle kitchen kite kiwi knight ladder lagoon lake lamp lantern laurel lemon leopard library lily lion lizard lobster
   lotus magnet mango maple marble market meadow melon meteor mirror monkey mosaic muffin mulberry needle nest nickel
   nutmeg oak oasis ocean onion orchard ostrich otter oven oyster paddle palace panda panther paper parsley pebble pelican
   pencil pepper piano pigeon pigment planet plum pocket pony poppy prism pumpkin puzzle pyramid quartz quill rabbit
   rainbow raven ribbon river robin saffron sailor salmon shadow spruce squirrel summit temple thistle tiger timber tulip
   turtle vessel violin walnut whale willow`.split(/\s+/);
