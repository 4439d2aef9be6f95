### Listas de datas e listas completas: a importação de um arquivo sobre um só curso ou produto.

import-purpose = Para que serve este arquivo?
import-purpose-members = Acrescentar e atualizar membros
import-purpose-members-what = Pessoas novas entram; quem já está no livro é completado.
import-purpose-expiry = Alterar datas de expiração
import-purpose-expiry-what = Muda o fim do acesso que as pessoas têm. Ninguém é acrescentado.
import-purpose-roster = Estes são todos de…
import-purpose-roster-what = Mostra quem é novo, quem fica e quem falta.
import-again = Fazer o mesmo de novo
import-again-expiry = Ela mudou as datas de { $title }.
import-again-roster = Ela trouxe a lista completa de { $title }.
import-again-roster-cohort = Ela trouxe a lista completa da turma “{ $cohort }” de { $title }.
import-subject = Curso ou produto
import-subject-hint = Procure um curso ou produto
import-subject-course = { $title }
import-subject-product = { $title } (produto)
import-subject-all-cohorts = Todas as turmas
import-obstacle-no-subject = Escolha o curso ou produto de que trata este arquivo.
import-obstacle-no-days = Diga qual coluna tem a data de expiração (ou de matrícula).
import-obstacle-unsure = Confirme quantos faltam para continuar.
import-error-no-subject = O arquivo trata de um curso ou produto, e nenhum foi escolhido.
import-error-no-subject-now = Volte a Colunas e escolha um que esteja no livro.
import-error-no-day-column = Nenhuma coluna tem data de expiração ou de matrícula.
import-error-no-day-column-now = Volte a Colunas e diga qual é.
import-error-roster-unsure = { $missing ->
    [one] { $missing } de { $holders } que têm acesso falta no arquivo. Nada foi gravado.
   *[other] { $missing } de { $holders } que têm acesso faltam no arquivo. Nada foi gravado.
}
import-error-roster-unsure-now = Veja quem falta e confirme o número se estiver certo.

## Why a row is what it is.

import-reason-other-title = Trata de outro curso ou produto
import-reason-member-blocked = O membro está bloqueado; nada muda
import-reason-access-blocked = O acesso está bloqueado; nada muda
import-reason-access-ended = Já teve; o acesso foi retirado
import-reason-by-product = Só tem o curso por um produto; escolha o produto para mudar
import-reason-has-none = Não tem
import-reason-no-day = Sem data nesta linha
import-reason-shortened = Passa a terminar mais cedo
import-reason-shortened-beside-product = Passa a terminar mais cedo, mas um produto abre o curso por mais tempo
import-reason-comes-back = Tinha acabado e volta
import-reason-begins-later = Começa depois: sem acesso até lá
import-reason-other-cohort = Está em outra turma e continua nela

## A list of dates

import-next-effect = Ver o que vai acontecer
import-done-heading-expiry = { $n ->
    [one] As datas de { $n } membro mudaram
   *[other] As datas de { $n } membros mudaram
}
import-done-heading-roster = { $n ->
    [one] A lista foi aplicada: { $n } mudança
   *[other] A lista foi aplicada: { $n } mudanças
}
import-expiry-heading = As datas de “{ $title }”
import-expiry-summary = As datas de acesso a “{ $title }” passam a ser as do arquivo, também as anteriores. Ninguém é acrescentado e nada mais muda.
import-expiry-blank = Data vazia significa sem fim
import-expiry-effect = { $n ->
    [0] Ninguém muda de data.
    [one] { $n } membro recebe as datas do arquivo.
   *[other] { $n } membros recebem as datas do arquivo.
}
import-expiry-drip = { $n ->
    [one] { $n } deles começa em outro dia: as aulas que abrem tantos dias depois da matrícula mudam junto.
   *[other] { $n } deles começam em outro dia: as aulas que abrem tantos dias depois da matrícula mudam junto.
}
import-expiry-nobody-added = Ninguém é acrescentado e ninguém recebe e-mail.
import-apply-expiry = { $n ->
    [one] Alterar as datas de { $n } membro
   *[other] Alterar as datas de { $n } membros
}

## A roster

import-missing = Faltam
import-missing-grid = Pessoas que têm acesso e não estão no arquivo
import-missing-note = Observação
import-missing-no-end = Sem fim
import-missing-by-product = Também tem o curso por um produto e fica com ele
import-missing-empty = Ninguém falta: todos que têm acesso estão no arquivo.
import-missing-save = { $n ->
    [one] Salvar quem falta ({ $n })…
   *[other] Salvar os { $n } que faltam…
}
import-missing-dialog = Salvar quem falta
import-missing-file = { $file }-faltam.csv
import-missing-saved = { $n ->
    [one] { $n } pessoa foi salva.
   *[other] { $n } pessoas foram salvas.
}
import-roster-heading = Todos de “{ $title }”
import-roster-count = { $n ->
    [0] Nenhum dos { $holders } que têm acesso hoje falta no arquivo.
    [one] { $n } de { $holders } que têm acesso hoje não está no arquivo.
   *[other] { $n } de { $holders } que têm acesso hoje não estão no arquivo.
}
import-roster-new = O que as pessoas novas recebem
import-roster-missing = O que acontece com quem falta
import-roster-list = Só listar
import-roster-list-what = Ficam com o que têm.
import-roster-end = Encerrar o acesso
import-roster-end-what = Termina com esta importação.
import-roster-disable = Bloquear o acesso
import-roster-disable-what = Fica registrado, mas fechado.
import-roster-threshold = Perguntar quando faltarem mais de
import-roster-unsure = { $n ->
    [one] Falta { $n } de { $holders } ({ $share } %). O arquivo está completo?
   *[other] Faltam { $n } de { $holders } ({ $share } %). O arquivo está completo?
}
import-roster-right-end = { $n ->
    [one] Está certo: encerrar o acesso de { $n } membro
   *[other] Está certo: encerrar o acesso de { $n } membros
}
import-roster-right-disable = { $n ->
    [one] Está certo: bloquear o acesso de { $n } membro
   *[other] Está certo: bloquear o acesso de { $n } membros
}
import-roster-none = { $holders ->
    [one] Quem tem acesso está no arquivo.
   *[other] Todos os { $holders } que têm acesso estão no arquivo.
}
import-roster-effect-list = { $n ->
    [one] { $n } de { $holders } que têm acesso falta no arquivo e fica com ele.
   *[other] { $n } de { $holders } que têm acesso faltam no arquivo e ficam com ele.
}
import-roster-effect-end = { $n ->
    [one] { $n } de { $holders } que têm acesso falta no arquivo: seu acesso termina.
   *[other] { $n } de { $holders } que têm acesso faltam no arquivo: o acesso deles termina.
}
import-roster-effect-disable = { $n ->
    [one] { $n } de { $holders } que têm acesso falta no arquivo: seu acesso é bloqueado.
   *[other] { $n } de { $holders } que têm acesso faltam no arquivo: o acesso deles é bloqueado.
}
import-roster-by-product = { $n ->
    [one] { $n } dos que faltam também tem o curso por um produto e fica com ele.
   *[other] { $n } dos que faltam também têm o curso por um produto e ficam com ele.
}
import-roster-spared = { $n ->
    [one] { $n } não conta como ausente: uma linha que não se pode ler tem esse nome.
   *[other] { $n } não contam como ausentes: linhas que não se podem ler têm os nomes deles.
}
import-roster-unreadable = { $n ->
    [one] De { $n } linha não se sabe de quem é; pode ser de quem falta. Corrija na revisão.
   *[other] De { $n } linhas não se sabe de quem são; podem ser de quem falta. Corrija na revisão.
}
import-apply-roster = { $n ->
    [one] Aplicar a lista: { $n } mudança
   *[other] Aplicar a lista: { $n } mudanças
}
import-roster-did-list = { $n ->
    [one] { $n } de { $holders } que tinham acesso faltava no arquivo e fica com ele.
   *[other] { $n } de { $holders } que tinham acesso faltavam no arquivo e ficam com ele.
}
import-roster-did-end = { $n ->
    [one] { $n } de { $holders } que tinham acesso faltava no arquivo: seu acesso foi encerrado.
   *[other] { $n } de { $holders } que tinham acesso faltavam no arquivo: o acesso deles foi encerrado.
}
import-roster-did-disable = { $n ->
    [one] { $n } de { $holders } que tinham acesso faltava no arquivo: seu acesso foi bloqueado.
   *[other] { $n } de { $holders } que tinham acesso faltavam no arquivo: o acesso deles foi bloqueado.
}
import-roster-was-list = { $n ->
    [one] falta { $n }
   *[other] faltam { $n }
}
import-roster-was-end = { $n ->
    [one] faltava { $n }, encerrado
   *[other] faltavam { $n }, encerrados
}
import-roster-was-disable = { $n ->
    [one] faltava { $n }, bloqueado
   *[other] faltavam { $n }, bloqueados
}
import-done-noted = O que vale olhar
imports-undo-text-roster = { $n ->
    [one] A { $n } mudança feita por “{ $file }” é desfeita. O que mudou depois fica como está e é listado.
   *[other] As { $n } mudanças feitas por “{ $file }” são desfeitas. O que mudou depois fica como está e é listado.
}
imports-gave-members = Deu acesso a { $titles }
imports-gave-expiry = Datas de { $titles }
imports-gave-roster = Todos de { $titles }
