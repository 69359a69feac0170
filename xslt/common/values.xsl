<?xml version="1.0" encoding="UTF-8"?>
<!-- Generated from tei-edition.odd by xslt/odd/: edit that file and run make schema. -->
<xsl:stylesheet xmlns:c="https://tei-edition.org/ns/xslt/common"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                version="3.0"><!-- For each attribute with a closed list, such as add/@place, its values and the words for readers. -->
   <xsl:variable name="c:values" as="map(xs:string, map(xs:string, xs:string))">
      <xsl:map>
         <xsl:map-entry key="'add/@place'">
            <xsl:map>
               <xsl:map-entry key="'above'" select="'above the line'"/>
               <xsl:map-entry key="'below'" select="'below the line'"/>
               <xsl:map-entry key="'margin'" select="'in the margin'"/>
               <xsl:map-entry key="'left'" select="'in the left margin'"/>
               <xsl:map-entry key="'top left'" select="'at the top-left of the page'"/>
               <xsl:map-entry key="'bottom left'" select="'at the bottom-left of the page'"/>
               <xsl:map-entry key="'margin left'" select="'in the left margin'"/>
               <xsl:map-entry key="'right'" select="'in the right margin'"/>
               <xsl:map-entry key="'top right'" select="'at the top-right of the page'"/>
               <xsl:map-entry key="'bottom right'" select="'at the bottom-right of the page'"/>
               <xsl:map-entry key="'margin right'" select="'in the right margin'"/>
               <xsl:map-entry key="'top'" select="'at the top of the page'"/>
               <xsl:map-entry key="'bottom'" select="'at the foot of the page'"/>
               <xsl:map-entry key="'overleaf'" select="'overleaf'"/>
               <xsl:map-entry key="'interlinear'" select="'between the lines'"/>
               <xsl:map-entry key="'inline'" select="'in the line'"/>
               <xsl:map-entry key="'inspace'" select="'in a space left for it'"/>
               <xsl:map-entry key="'opposite'" select="'on the opposite page'"/>
               <xsl:map-entry key="'end'" select="'at the end'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'add/@rend'">
            <xsl:map>
               <xsl:map-entry key="'typed'" select="'by typewriter'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'altIdentifier/@type'">
            <xsl:map>
               <xsl:map-entry key="'fond'" select="'fond'"/>
               <xsl:map-entry key="'opis'" select="'opis'"/>
               <xsl:map-entry key="'delo'" select="'delo'"/>
               <xsl:map-entry key="'por'" select="'por'"/>
               <xsl:map-entry key="'papka'" select="'papka'"/>
               <xsl:map-entry key="'karton'" select="'karton'"/>
               <xsl:map-entry key="'record_group'" select="'record group'"/>
               <xsl:map-entry key="'series'" select="'series'"/>
               <xsl:map-entry key="'signature'" select="'signature'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'application/@ident'">
            <xsl:map>
               <xsl:map-entry key="'tei-edition'" select="'tei edition'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'availability/@status'">
            <xsl:map>
               <xsl:map-entry key="'free'" select="'free'"/>
               <xsl:map-entry key="'restricted'" select="'restricted'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'bibl/@type'">
            <xsl:map>
               <xsl:map-entry key="'citation'" select="'citation'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'calendar/@type'">
            <xsl:map>
               <xsl:map-entry key="'default'" select="'default calendar'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'choice/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'correspAction/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'correspAction/@type'">
            <xsl:map>
               <xsl:map-entry key="'sent'" select="'sent'"/>
               <xsl:map-entry key="'received'" select="'received'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'date/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'del/@rend'">
            <xsl:map>
               <xsl:map-entry key="'crossed-out'" select="'crossed out'"/>
               <xsl:map-entry key="'struck-through'" select="'struck through'"/>
               <xsl:map-entry key="'blacked-out'" select="'blacked out'"/>
               <xsl:map-entry key="'erased'" select="'erased'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'div/@type'">
            <xsl:map>
               <xsl:map-entry key="'record'" select="'record'"/>
               <xsl:map-entry key="'section'" select="'section'"/>
               <xsl:map-entry key="'enclosure'" select="'enclosure'"/>
               <xsl:map-entry key="'document'" select="'document'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'gap/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'gap/@reason'">
            <xsl:map>
               <xsl:map-entry key="'illegible'" select="'illegible'"/>
               <xsl:map-entry key="'deleted'" select="'deleted'"/>
               <xsl:map-entry key="'redacted'" select="'redacted'"/>
               <xsl:map-entry key="'signature'" select="'signature'"/>
               <xsl:map-entry key="'editorial'" select="'omitted'"/>
               <xsl:map-entry key="'missing'" select="'missing'"/>
               <xsl:map-entry key="'inaudible'" select="'inaudible'"/>
               <xsl:map-entry key="'undeciphered'" select="'undeciphered'"/>
               <xsl:map-entry key="'lost'" select="'lost'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'gap/@unit'">
            <xsl:map>
               <xsl:map-entry key="'char'" select="'letter'"/>
               <xsl:map-entry key="'word'" select="'word'"/>
               <xsl:map-entry key="'line'" select="'line'"/>
               <xsl:map-entry key="'sentence'" select="'sentence'"/>
               <xsl:map-entry key="'paragraph'" select="'paragraph'"/>
               <xsl:map-entry key="'page'" select="'page'"/>
               <xsl:map-entry key="'group'" select="'group'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'handNote/@scope'">
            <xsl:map>
               <xsl:map-entry key="'minor'" select="'only in places'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'hi/@rend'">
            <xsl:map>
               <xsl:map-entry key="'italic'" select="'italic'"/>
               <xsl:map-entry key="'bold'" select="'bold'"/>
               <xsl:map-entry key="'underlined'" select="'underlined'"/>
               <xsl:map-entry key="'superscript'" select="'superscript'"/>
               <xsl:map-entry key="'subscript'" select="'subscript'"/>
               <xsl:map-entry key="'heading'" select="'as a heading'"/>
               <xsl:map-entry key="'spaced'" select="'spaced out'"/>
               <xsl:map-entry key="'small-caps'" select="'small capitals'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'idno/@type'">
            <xsl:map>
               <xsl:map-entry key="'URL'" select="'address'"/>
               <xsl:map-entry key="'record'" select="'record number'"/>
               <xsl:map-entry key="'DOI'" select="'DOI'"/>
               <xsl:map-entry key="'ARK'" select="'ARK'"/>
               <xsl:map-entry key="'shelfmark'" select="'shelfmark'"/>
               <xsl:map-entry key="'gnd'" select="'GND'"/>
               <xsl:map-entry key="'viaf'" select="'VIAF'"/>
               <xsl:map-entry key="'wikidata'" select="'Wikidata'"/>
               <xsl:map-entry key="'geonames'" select="'GeoNames'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'list/@rend'">
            <xsl:map>
               <xsl:map-entry key="'numbered'" select="'numbered'"/>
               <xsl:map-entry key="'bulleted'" select="'bulleted'"/>
               <xsl:map-entry key="'repairs'" select="'repairs'"/>
               <xsl:map-entry key="'unmarked'" select="'unmarked'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'list/@type'">
            <xsl:map>
               <xsl:map-entry key="'distribution'" select="'distribution'"/>
               <xsl:map-entry key="'agenda'" select="'agenda'"/>
               <xsl:map-entry key="'participants'" select="'participants'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'measure/@unit'">
            <xsl:map>
               <xsl:map-entry key="'leaf'" select="'leaf'"/>
               <xsl:map-entry key="'page'" select="'page'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'milestone/@rend'">
            <xsl:map>
               <xsl:map-entry key="'rule'" select="'rule'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'milestone/@unit'">
            <xsl:map>
               <xsl:map-entry key="'section'" select="'section'"/>
               <xsl:map-entry key="'paragraph'" select="'paragraph'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'name/@type'">
            <xsl:map>
               <xsl:map-entry key="'program'" select="'program'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'note/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'note/@place'">
            <xsl:map>
               <xsl:map-entry key="'above'" select="'above the line'"/>
               <xsl:map-entry key="'below'" select="'below the line'"/>
               <xsl:map-entry key="'margin'" select="'in the margin'"/>
               <xsl:map-entry key="'left'" select="'in the left margin'"/>
               <xsl:map-entry key="'top left'" select="'at the top-left of the page'"/>
               <xsl:map-entry key="'bottom left'" select="'at the bottom-left of the page'"/>
               <xsl:map-entry key="'margin left'" select="'in the left margin'"/>
               <xsl:map-entry key="'right'" select="'in the right margin'"/>
               <xsl:map-entry key="'top right'" select="'at the top-right of the page'"/>
               <xsl:map-entry key="'bottom right'" select="'at the bottom-right of the page'"/>
               <xsl:map-entry key="'margin right'" select="'in the right margin'"/>
               <xsl:map-entry key="'top'" select="'at the top of the page'"/>
               <xsl:map-entry key="'bottom'" select="'at the foot of the page'"/>
               <xsl:map-entry key="'overleaf'" select="'overleaf'"/>
               <xsl:map-entry key="'interlinear'" select="'between the lines'"/>
               <xsl:map-entry key="'inline'" select="'in the line'"/>
               <xsl:map-entry key="'inspace'" select="'in a space left for it'"/>
               <xsl:map-entry key="'opposite'" select="'on the opposite page'"/>
               <xsl:map-entry key="'end'" select="'at the end'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'note/@type'">
            <xsl:map>
               <xsl:map-entry key="'translator'" select="'Translator’s note'"/>
               <xsl:map-entry key="'editor'" select="'Editor’s note'"/>
               <xsl:map-entry key="'editorial'" select="'Editorial remark'"/>
               <xsl:map-entry key="'gloss'" select="'In the original'"/>
               <xsl:map-entry key="'footnote'" select="'Footnote'"/>
               <xsl:map-entry key="'marginal'" select="'In the margin'"/>
               <xsl:map-entry key="'credits'" select="'Credits'"/>
               <xsl:map-entry key="'field'" select="'Field'"/>
               <xsl:map-entry key="'comment'" select="'Comment'"/>
               <xsl:map-entry key="'author'" select="'Author’s note'"/>
               <xsl:map-entry key="'register'" select="'register'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'orgName/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'orgName/@type'">
            <xsl:map>
               <xsl:map-entry key="'form'" select="'form'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'pb/@break'">
            <xsl:map>
               <xsl:map-entry key="'no'" select="'within a word'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'pb/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'pb/@ed'">
            <xsl:map>
               <xsl:map-entry key="'rendition'" select="'the printed rendition'"/>
               <xsl:map-entry key="'facsimile'" select="'facsimile'"/>
               <xsl:map-entry key="'typeset'" select="'typeset'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'persName/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'persName/@type'">
            <xsl:map>
               <xsl:map-entry key="'form'" select="'form'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'person/@role'">
            <xsl:map>
               <xsl:map-entry key="'speaker'" select="'speaker'"/>
               <xsl:map-entry key="'interpreter'" select="'interpreter'"/>
               <xsl:map-entry key="'recorder'" select="'recorder'"/>
               <xsl:map-entry key="'present'" select="'present'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'placeName/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'placeName/@type'">
            <xsl:map>
               <xsl:map-entry key="'form'" select="'form'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'row/@role'">
            <xsl:map>
               <xsl:map-entry key="'label'" select="'label'"/>
               <xsl:map-entry key="'data'" select="'data'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'said/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'said/@direct'">
            <xsl:map>
               <xsl:map-entry key="'true'" select="'true'"/>
               <xsl:map-entry key="'false'" select="'false'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'schemaRef/@key'">
            <xsl:map>
               <xsl:map-entry key="'tei-edition'" select="'tei edition'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'schemaRef/@type'">
            <xsl:map>
               <xsl:map-entry key="'odd'" select="'ODD'"/>
               <xsl:map-entry key="'rng'" select="'RELAX NG'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'seg/@type'">
            <xsl:map>
               <xsl:map-entry key="'classification'" select="'classification'"/>
               <xsl:map-entry key="'copy'" select="'copy number'"/>
               <xsl:map-entry key="'to'" select="'to'"/>
               <xsl:map-entry key="'from'" select="'from'"/>
               <xsl:map-entry key="'subject'" select="'subject'"/>
               <xsl:map-entry key="'number'" select="'number'"/>
               <xsl:map-entry key="'date'" select="'date'"/>
               <xsl:map-entry key="'precedence'" select="'precedence'"/>
               <xsl:map-entry key="'via'" select="'via'"/>
               <xsl:map-entry key="'reference'" select="'reference'"/>
               <xsl:map-entry key="'participants'" select="'participants'"/>
               <xsl:map-entry key="'info'" select="'for information'"/>
               <xsl:map-entry key="'place'" select="'place'"/>
               <xsl:map-entry key="'no-name'" select="'no name'"/>
               <xsl:map-entry key="'narration'" select="'narration'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'sp/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'stamp/@type'">
            <xsl:map>
               <xsl:map-entry key="'seal'" select="'seal'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'subst/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'supplied/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'supplied/@reason'">
            <xsl:map>
               <xsl:map-entry key="'omitted-in-original'" select="'omitted in original'"/>
               <xsl:map-entry key="'editorial'" select="'editorial'"/>
               <xsl:map-entry key="'lost'" select="'lost'"/>
               <xsl:map-entry key="'omitted'" select="'omitted'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'term/@type'">
            <xsl:map>
               <xsl:map-entry key="'text-kind'" select="'text kind'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'title/@level'">
            <xsl:map>
               <xsl:map-entry key="'a'" select="'part of a larger work'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'title/@type'">
            <xsl:map>
               <xsl:map-entry key="'main'" select="'title'"/>
               <xsl:map-entry key="'sub'" select="'subtitle'"/>
            </xsl:map>
         </xsl:map-entry>
         <xsl:map-entry key="'unclear/@cert'">
            <xsl:map>
               <xsl:map-entry key="'high'" select="'high'"/>
               <xsl:map-entry key="'medium'" select="'medium'"/>
               <xsl:map-entry key="'low'" select="'low'"/>
               <xsl:map-entry key="'unknown'" select="'unknown'"/>
            </xsl:map>
         </xsl:map-entry>
      </xsl:map>
   </xsl:variable>
</xsl:stylesheet>
